"""Personal data in running text: where it stands, of which kind, and the text without it (个人信息保护法第四条).

Found by shape, however the digits are grouped or how wide they are typed. Numbers with a check digit say whether it holds: whoever strikes
data out for the public takes every shape, whoever warns a writer may want certain ones only. Names of people have no shape; give them.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingtang.lib.identifiers import is_identity_number, is_luhn_number

MASK = "（已隐去）"


class Kind(StrEnum):
    """What was found, in the words that people read."""

    IDENTITY = "身份证号"
    BANK_CARD = "银行卡号"
    MOBILE = "手机号"
    LANDLINE = "座机号"
    PLATE = "车牌号"
    EMAIL = "电子邮箱"


OF_OFFICES = frozenset({Kind.LANDLINE, Kind.EMAIL})
"""What organs give of themselves on purpose."""


@dataclass(frozen=True)
class Find:
    """One piece of personal data: `text[start:end]`. It `is_certain` unless a check digit speaks against it."""

    kind: Kind
    start: int
    end: int
    is_certain: bool


_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－＠．", "0123456789Xx-@.")
"""Wide characters by one character each, so that what is found lies in the same place of the original."""
_GAP = r"[ \-\u00a0\u3000]?"
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"


def _run(first: str, least: int, most: int) -> str:
    """Digits in a row, or grouped by single blanks and strokes."""
    return rf"(?<![0-9A-Za-z]){first}(?:{_GAP}\d){{{least},{most}}}"


_SHAPES: dict[Kind, re.Pattern[str]] = {
    Kind.IDENTITY: re.compile(_run(r"[1-9]", 16, 16) + rf"{_GAP}[0-9Xx](?![0-9A-Za-z])"),
    Kind.BANK_CARD: re.compile(_run(r"[1-9]", 14, 18) + r"(?!\d)"),
    Kind.MOBILE: re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1[3-9](?:{_GAP}\d){{9}}(?!\d)"),
    Kind.LANDLINE: re.compile(r"(?<!\d)0\d{2,3}[\- ]?[2-9]\d{6,7}(?!\d)"),
    Kind.PLATE: re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"),
    Kind.EMAIL: re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"),
}
"""In the order in which they are looked for: what is part of one is not looked at again."""


def find_personal_data(text: str, *, allowed: Collection[str] = ()) -> list[Find]:
    """Everything of the kinds that are not `allowed`, by place; no two overlap."""
    return sorted(_finds(text.translate(_NARROW), allowed), key=lambda find: find.start)


def _finds(read: str, allowed: Collection[str]) -> Iterator[Find]:
    for kind, shape in _SHAPES.items():
        while kind not in allowed and (match := shape.search(read)):
            yield Find(kind, match.start(), match.end(), _holds(kind, match.group()))
            read = read[: match.start()] + "\0" * len(match.group()) + read[match.end() :]


def _holds(kind: Kind, number: str) -> bool:
    """Whether the check digit of a number is right; of kinds without one always."""
    bare = re.sub(_GAP, "", number)
    if kind is Kind.IDENTITY:
        return is_identity_number(bare)
    return kind is not Kind.BANK_CARD or is_luhn_number(bare)


def kinds_of_personal_data(text: str, *, allowed: Collection[str] = (), certain: bool = False) -> list[str]:
    """Which kinds a text holds, in the order of their first place; with `certain`, those whose check digit holds."""
    finds = find_personal_data(text, allowed=allowed)
    return list(dict.fromkeys(find.kind.value for find in finds if find.is_certain or not certain))


def masked(text: str, *, names: Iterable[str] = (), allowed: Collection[str] = ()) -> str:
    """`text` with personal data struck out whether certain or not, and `names` but for their first character.

    Masking what is masked changes nothing.
    """
    for find in reversed(find_personal_data(text, allowed=allowed)):
        text = text[: find.start] + MASK + text[find.end :]
    for name in names:
        if len(name.strip()) > 1:
            text = text.replace(name.strip(), masked_name(name))
    return text


def masked_name(name: str) -> str:
    """A name as everybody may read it: its first character; nothing of nobody."""
    name = name.strip()
    return f"{name[0]}{'*' * max(1, min(len(name) - 1, 2))}" if name else "匿名"
