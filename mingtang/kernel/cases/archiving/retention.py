"""How long an ended case is kept. Pure.

Codes of DA/T 22-2015 (归档文件整理规则) 5.3.1: Y for ever, D30 thirty years, D10 ten. A case type says one code, or one
and others by how the case ended: `D30 terminated=D10 voided=D10`. Bare years (`30`) are read as such a code.
"""

import re
from datetime import date

FOR_EVER = "Y"
USUAL = "D30"
"""Of types that say nothing: too long is put right more easily than too short."""
_CODE = re.compile(r"Y|D([1-9]\d?)")


class UnknownRetention(ValueError):
    """A case type names a code that the standard does not know."""


def retention_code(text: str, status: str) -> str:
    """The code for a case that ended as `status`. Raises UnknownRetention."""
    code = USUAL
    for word in text.split():
        condition, _, value = word.rpartition("=")
        if condition in {"", status}:
            code = f"D{value}" if value.isdecimal() else value
    if not _CODE.fullmatch(code):
        raise UnknownRetention(f"保管期限“{code}”不是 DA/T 22 的代码")
    return code


def keep_until(code: str, ended_on: date) -> date | None:
    """The last day of keeping, None for ever: years count from the first of January after the case ended."""
    found = _CODE.fullmatch(code)
    if found is None or found[1] is None:
        return None
    return date(ended_on.year + int(found[1]), 12, 31)


def words_of(code: str) -> str:
    """A code in Chinese."""
    return "永久" if code == FOR_EVER else f"{code.removeprefix('D')} 年"
