"""Codes of administrative divisions: province 2 digits, city 4, county 6, township 9, village 12.

A code begins with the code of its parent, so a subtree is a prefix. Source: GB/T 2260, GB/T 10114, statistical codes
of townships and villages.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from mingtang.lib.identifiers.faults import WrongCharacter, WrongLength, require_characters
from mingtang.lib.identifiers.normal_form import normalise_identifier

_NAME = "行政区划代码"


class RegionLevel(IntEnum):
    """Level of government below the centre; a larger number is further down."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5


_LEVELS = {
    2: RegionLevel.PROVINCE,
    4: RegionLevel.CITY,
    6: RegionLevel.COUNTY,
    9: RegionLevel.TOWNSHIP,
    12: RegionLevel.VILLAGE,
}
_LENGTHS = tuple(_LEVELS)


@dataclass(frozen=True, order=True)
class RegionCode:
    """A code in its shortest form: `9901` for a city, not `990100`. Make one with `parse` or `from_padded`."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code of exactly 2, 4, 6, 9 or 12 digits. Raises InvalidIdentifier."""
        code = normalise_identifier(text)
        require_characters(code, "0123456789", name=_NAME, hint="只能是数字")
        if len(code) not in _LEVELS:
            raise WrongLength(f"{_NAME}应为 2、4、6、9 或 12 位，现在是 {len(code)} 位")
        if code[0] == "0":
            raise WrongCharacter(f"{_NAME}不能以 0 开头")
        return cls(code)

    @classmethod
    def from_padded(cls, text: str) -> Self:
        """Read a code filled with zeros to six or twelve digits: `990100` and `990100000000` are city 9901.

        Only for sources known to pad: some cities without counties have a county-level code that ends in 00.
        """
        code = cls.parse(text)
        while (parent := code.parent) is not None and set(code.text[len(parent.text) :]) == {"0"}:
            code = parent
        return code

    @property
    def level(self) -> RegionLevel:
        """The level that follows from the length."""
        return _LEVELS[len(self.text)]

    @property
    def parent(self) -> Self | None:
        """The code one level up; None for a province."""
        place = _LENGTHS.index(len(self.text))
        return type(self)(self.text[: _LENGTHS[place - 1]]) if place else None

    @property
    def ancestors(self) -> tuple[Self, ...]:
        """Codes above this one, province first."""
        return tuple(type(self)(self.text[:length]) for length in _LENGTHS if length < len(self.text))

    def is_within(self, other: Self) -> bool:
        """Whether this place is `other` or lies in it."""
        return self.text.startswith(other.text)

    def padded(self, length: int = 6) -> str:
        """Filled with zeros to `length` (6 or 12), as other systems write it. A longer code stays as it is."""
        return self.text.ljust(length, "0")

    def __str__(self) -> str:
        return self.text
