"""Mobile telephone numbers of the mainland, eleven digits."""

import re

from mingtang.lib.identifiers.faults import WrongCharacter, require_characters, require_length
from mingtang.lib.identifiers.normal_form import normalise_identifier

_NAME = "手机号码"
_COUNTRY_PREFIX = re.compile(r"^(?:\+|00)86")


def parse_mobile_phone(text: str) -> str:
    """The eleven digits of `text`, without country prefix, blanks and hyphens. Raises InvalidIdentifier."""
    number = _COUNTRY_PREFIX.sub("", normalise_identifier(text).replace("-", ""))
    require_characters(number, "0123456789", name=_NAME, hint="只能是数字")
    require_length(number, 11, name=_NAME)
    if number[0] != "1" or number[1] in "012":
        raise WrongCharacter(f"{_NAME}应以 13 至 19 开头")
    return number


def is_mobile_phone(text: str) -> bool:
    """Whether `parse_mobile_phone` accepts `text`."""
    try:
        parse_mobile_phone(text)
    except ValueError:
        return False
    return True
