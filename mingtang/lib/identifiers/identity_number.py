"""Citizen identity number (公民身份号码) and the two permits that share its form, eighteen characters.

    110105 19491231 002 X
    region birth    |   check character
                    sequence of the day, odd for male

Source: GB 11643-1999. Residence permits of Hong Kong, Macao and Taiwan residents begin with 81, 82 and 83; the
permanent residence card of foreigners (since December 2023) begins with 9 and the number of a province.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from mingtang.lib.identifiers.faults import ImpossibleDate, WrongCheckCharacter, require_characters, require_length
from mingtang.lib.identifiers.normal_form import normalise_identifier

_NAME = "身份证号码"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PERMIT_PREFIXES = {"81", "82", "83"}
_FOREIGN = re.compile(r"9(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])")  # 9 and the number of a province
_EARLIEST_BIRTH_YEAR = 1850


class Sex(StrEnum):
    """As the sequence number tells it."""

    MALE = "男"
    FEMALE = "女"


class IdentityKind(StrEnum):
    """The card that carries the number."""

    RESIDENT = "居民身份证"
    PERMIT = "港澳台居民居住证"
    FOREIGN = "外国人永久居留身份证"


@dataclass(frozen=True, order=True)
class IdentityNumber:
    """A valid number in its normal form; make one with `parse`. Personal data: `repr` shows it masked."""

    text: str

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> Self:
        """Read what a person typed; with `today`, a later date of birth is refused too.

        Raises InvalidIdentifier with a Chinese message. Region and date of birth are a rule for resident cards only.
        """
        number = cls(normalise_identifier(text))
        require_length(number.text, 18, name=_NAME)
        require_characters(number.text[:17], "0123456789", name=_NAME, hint="前 17 位只能是数字")
        require_characters(number.text[17], "0123456789X", name=_NAME, hint="最后一位只能是数字或 X", first=18)
        if number.kind is IdentityKind.RESIDENT:
            number._require_birth_date(today)
        if identity_check_character(number.text[:17]) != number.text[17]:
            raise WrongCheckCharacter(f"{_NAME}的校验码不对，请逐位核对")
        return number

    def _require_birth_date(self, today: date | None) -> None:
        birth_date = self.birth_date
        if birth_date is None:
            raise ImpossibleDate(f"{_NAME}第 7 至 14 位“{self.text[6:14]}”不是有效的出生日期")
        if today is not None and birth_date > today:
            raise ImpossibleDate(f"{_NAME}中的出生日期晚于今天")

    @property
    def kind(self) -> IdentityKind:
        """Which card carries the number, as its first digits tell."""
        if self.text[:2] in _PERMIT_PREFIXES:
            return IdentityKind.PERMIT
        if _FOREIGN.match(self.text):
            return IdentityKind.FOREIGN
        return IdentityKind.RESIDENT

    @property
    def region(self) -> str:
        """Six digits: where a resident was first registered; not where he or she lives now."""
        return self.text[:6]

    @property
    def birth_date(self) -> date | None:
        """Date of birth; None is possible for permits only."""
        year, month, day = int(self.text[6:10]), int(self.text[10:12]), int(self.text[12:14])
        try:
            return date(year, month, day) if year >= _EARLIEST_BIRTH_YEAR else None
        except ValueError:
            return None

    @property
    def sex(self) -> Sex:
        """Odd sequence numbers are male."""
        return Sex.MALE if int(self.text[16]) % 2 else Sex.FEMALE

    def age_on(self, day: date) -> int | None:
        """Full years on `day`, the birthday itself included; None when the number tells no date of birth."""
        if (birth := self.birth_date) is None:
            return None
        return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"IdentityNumber('{self.text[:4]}{'*' * 10}{self.text[14:]}')"


def identity_check_character(body: str) -> str:
    """The eighteenth character for a `body` of seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return "10X98765432"[total % 11]


def is_identity_number(text: str, *, today: date | None = None) -> bool:
    """Whether `IdentityNumber.parse` accepts `text`."""
    try:
        IdentityNumber.parse(text, today=today)
    except ValueError:
        return False
    return True


def make_identity_number(region: str, birth_date: date, sequence: int) -> str:
    """A valid number, for demonstrations and tests; `sequence` 0 to 999, odd for male. Raises InvalidIdentifier."""
    body = f"{region}{birth_date:%Y%m%d}{sequence:03d}"
    require_length(body, 17, name=f"{_NAME}本体")
    require_characters(body, "0123456789", name=f"{_NAME}本体", hint="只能是数字")
    return IdentityNumber.parse(body + identity_check_character(body)).text
