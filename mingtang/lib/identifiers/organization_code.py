"""Organization code (组织机构代码), nine characters, which lives on inside the unified social credit code.

Source: GB 11714-1997.
"""

from mingtang.lib.identifiers.faults import WrongCheckCharacter, require_characters, require_length
from mingtang.lib.identifiers.normal_form import normalise_identifier

_NAME = "组织机构代码"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def organization_check_character(body: str) -> str:
    """The ninth character for a `body` of eight digits or upper-case letters."""
    total = sum(weight * _ALPHABET.index(character) for weight, character in zip(_WEIGHTS, body, strict=True))
    return "0123456789X0"[11 - total % 11]


def parse_organization_code(text: str) -> str:
    """The nine characters of `text`, without hyphen. Raises InvalidIdentifier."""
    code = normalise_identifier(text).replace("-", "")
    require_length(code, 9, name=_NAME)
    require_characters(code[:8], _ALPHABET, name=_NAME, hint="只能是数字或大写字母")
    require_characters(code[8], "0123456789X", name=_NAME, hint="只能是数字或 X", first=9)
    if organization_check_character(code[:8]) != code[8]:
        raise WrongCheckCharacter(f"{_NAME}的校验码不对，请逐位核对")
    return code


def is_organization_code(text: str) -> bool:
    """Whether `parse_organization_code` accepts `text`."""
    try:
        parse_organization_code(text)
    except ValueError:
        return False
    return True


def make_organization_code(body: str) -> str:
    """A valid code from its first eight characters, for demonstrations and tests. Raises InvalidIdentifier."""
    require_length(body, 8, name=f"{_NAME}本体")
    require_characters(body, _ALPHABET, name=f"{_NAME}本体", hint="只能是数字或大写字母")
    return body + organization_check_character(body)
