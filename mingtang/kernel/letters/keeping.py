"""Where letters are kept once they are set: in the storage of the node, under their digest."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from mingtang.kernel.letters.rendering import Letter
from mingtang.kernel.letters.sealing import Twin


def keep(letter: Letter, folder: str) -> str:
    """Keep a letter in a folder; answers its name in the storage. The same letter is kept once."""
    return _kept_once(f"{folder}/{letter.digest}.pdf", letter.pdf)


def keep_twin(twin: Twin, folder: str) -> str:
    """As `keep`, for the OFD of a letter."""
    return _kept_once(f"{folder}/{twin.digest}.ofd", twin.ofd)


def _kept_once(name: str, content: bytes) -> str:
    return name if _storage().exists(name) else _storage().save(name, ContentFile(content))


def kept(name: str) -> bytes:
    """The file that `keep` or `keep_twin` named. Raises FileNotFoundError."""
    with _storage().open(name) as file:
        content: bytes = file.read()
    return content


def _storage() -> Storage:
    """Beside the files of the node, or in its bucket."""
    return storages["content" if settings.FILES_BUCKET else "default"]
