"""Where letters are kept once they are set: in the storage of the node, under their digest."""

from mingtang.kernel.letters.rendering import Letter
from mingtang.kernel.letters.sealing import Twin
from mingtang.kernel.trust.api import keep_once, kept

__all__ = ["keep", "keep_twin", "kept"]


def keep(letter: Letter, folder: str) -> str:
    """Keep a letter in a folder; answers its name in the storage. The same letter is kept once."""
    return keep_once(f"{folder}/{letter.digest}.pdf", letter.pdf)


def keep_twin(twin: Twin, folder: str) -> str:
    """As `keep`, for the OFD of a letter."""
    return keep_once(f"{folder}/{twin.digest}.ofd", twin.ofd)
