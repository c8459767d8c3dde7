"""One custodian's share, and how it is written on paper: `MT1-<split>-<number>-<share in groups of four>-<check>`."""

import base64
import binascii
import re
from dataclasses import dataclass, field

from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.digests import sm3

_FORM = re.compile(r"MT1-([0-9A-F]{16})-([0-9]{1,3})-((?:[A-Z2-7]{1,4}-)+)([0-9A-F]{8})")
_MOST_CHARACTERS = 1024
_GROUP = 4


@dataclass(frozen=True)
class Share:
    """Share `number` (1 to 255) of the split `split` (8 random bytes). `data` is as long as the secret, and secret."""

    split: bytes
    number: int
    data: bytes = field(repr=False)

    @property
    def digest(self) -> bytes:
        """32 bytes that the record of the split keeps of this share; they tell nothing about it."""
        return sm3(b"mingtang share" + self.split + bytes((self.number,)) + self.data)

    def to_text(self) -> str:
        """Letters and digits that can be copied by hand; the last group shows slips of the pen."""
        letters = base64.b32encode(self.data).decode("ascii").rstrip("=")
        groups = "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
        return f"MT1-{self.split.hex().upper()}-{self.number}-{groups}-{self.digest[:4].hex().upper()}"

    @classmethod
    def from_text(cls, text: str) -> "Share":
        """The share on paper; blanks and small letters do not matter. Raises Malformed, also for a slip of the pen."""
        plain = "".join(text[:_MOST_CHARACTERS].split()).upper()
        found = _FORM.fullmatch(plain)
        if not found or not 1 <= int(found[2]) <= 255:
            raise Malformed("this is not the form of a share")
        share = cls(bytes.fromhex(found[1]), int(found[2]), _letters(found[3].replace("-", "")))
        if share.to_text() != plain:  # also where letters carry bits that do not count
            raise Malformed("a character of the share is wrong")
        return share


def _letters(text: str) -> bytes:
    try:
        return base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error:
        raise Malformed("this is not the form of a share") from None
