"""Identifier of an electronic licence (电子证照标识).

    1.2.156.3005.2 . 11100000000013338W011 . 11654201MB00000195 . 20260000001 . 001 . 0
    root             type: definer and       issuer               serial        |     check character
                     serial of the type                                         version

Source: GB/T 36904-2018. The check character is that of ISO/IEC 7064 MOD 37,36 over the four parts in the middle.
"""

from dataclasses import dataclass, replace
from typing import Self

from mingtang.lib.identifiers.faults import InvalidIdentifier, WrongCheckCharacter, require_characters, require_length
from mingtang.lib.identifiers.normal_form import normalise_identifier

ROOT = "1.2.156.3005.2"
LONGEST_SERIAL = 32
_NAME = "电子证照标识"
_DIGITS = "0123456789"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS_HINT = "只能是数字或大写字母"


@dataclass(frozen=True, order=True)
class LicenceIdentifier:
    """The four parts of an identifier; make one with `parse` or `of`."""

    type_code: str
    issuer: str
    serial: str
    version: int = 1

    @classmethod
    def of(cls, type_code: str, issuer: str, serial: str, version: int = 1) -> Self:
        """An identifier from its parts. Raises InvalidIdentifier for the part at fault."""
        made = cls(type_code, issuer, serial, version)
        made._require_parts()
        return made

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an identifier. Raises InvalidIdentifier, WrongCheckCharacter when only the last character is at fault.

        Some issuers write a wrong check character: for what comes from elsewhere, use `has_right_check` and warn.
        """
        identifier, check = cls._split(text)
        if check != identifier.check_character:
            raise WrongCheckCharacter(f"{_NAME}的校验码不对，请逐位核对")
        return identifier

    @classmethod
    def has_right_check(cls, text: str) -> bool:
        """Whether the check character of an identifier follows. Raises InvalidIdentifier when its form is wrong."""
        identifier, check = cls._split(text)
        return check == identifier.check_character

    @classmethod
    def _split(cls, text: str) -> tuple[Self, str]:
        body = normalise_identifier(text)
        parts = body.removeprefix(f"{ROOT}.").split(".")
        if not body.startswith(f"{ROOT}.") or len(parts) != 5:
            raise InvalidIdentifier(f"{_NAME}以 {ROOT} 开头，后面是用点分开的五段")
        type_code, issuer, serial, version, check = parts
        require_length(version, 3, name=f"{_NAME}的版本号")
        require_characters(version, _DIGITS, name=f"{_NAME}的版本号", hint="只能是数字")
        return cls.of(type_code, issuer, serial, int(version)), check

    def _require_parts(self) -> None:
        require_length(self.type_code, 21, name="证照类型代码")
        require_length(self.issuer, 18, name="证照颁发机构代码")
        for name, part in (
            ("证照类型代码", self.type_code),
            ("证照颁发机构代码", self.issuer),
            ("流水号", self.serial),
        ):
            require_characters(part, _ALPHABET, name=name, hint=_LETTERS_HINT)
        if not 1 <= len(self.serial) <= LONGEST_SERIAL:
            raise InvalidIdentifier(f"{_NAME}的流水号应为 1 至 {LONGEST_SERIAL} 位")
        if not 1 <= self.version <= 999:
            raise InvalidIdentifier(f"{_NAME}的版本号应为 001 至 999")

    @property
    def check_character(self) -> str:
        """The last character."""
        return licence_check_character(f"{self.type_code}{self.issuer}{self.serial}{self.version:03d}")

    @property
    def definer(self) -> str:
        """Unified social credit code of whoever defined the type."""
        return self.type_code[:18]

    def next_version(self) -> Self:
        """The same licence, one version on. Raises InvalidIdentifier after version 999."""
        following = replace(self, version=self.version + 1)
        following._require_parts()
        return following

    def __str__(self) -> str:
        parts = (ROOT, self.type_code, self.issuer, self.serial, f"{self.version:03d}", self.check_character)
        return ".".join(parts)


def licence_check_character(body: str) -> str:
    """The check character for a `body` of digits and upper-case letters (ISO/IEC 7064 MOD 37,36)."""
    product = 36
    for character in body:
        total = (product + _ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def licence_type_code(definer: str, serial: int) -> str:
    """The code of a type: the definer's credit code and three digits. Raises InvalidIdentifier."""
    if not 1 <= serial <= 999:
        raise InvalidIdentifier("证照类型流水号应为 1 至 999")
    require_length(definer, 18, name="证照类型定义机构代码")
    return f"{definer}{serial:03d}"
