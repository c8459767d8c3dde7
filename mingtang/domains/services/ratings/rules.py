"""Pure rules of ratings: grades, tags, what may be published (国办发〔2019〕51号; GB/T 39735-2020)."""

import re
from enum import IntEnum, StrEnum


class Grade(IntEnum):
    """How content somebody was, from the best to the worst (满意度)."""

    VERY_GOOD = 1
    GOOD = 2
    FAIR = 3
    BAD = 4
    VERY_BAD = 5


GRADES: dict[Grade, str] = {
    Grade.VERY_GOOD: "非常满意",
    Grade.GOOD: "满意",
    Grade.FAIR: "基本满意",
    Grade.BAD: "不满意",
    Grade.VERY_BAD: "非常不满意",
}


class Channel(StrEnum):
    """How a rating came to us (评价渠道)."""

    WEB = "pc"
    MOBILE = "mobile"
    CODE = "qr"
    TABLET = "tablet"
    TERMINAL = "terminal"
    TELEPHONE = "telephone"
    SMS = "sms"


CHANNELS: dict[Channel, str] = {
    Channel.WEB: "电脑端",
    Channel.MOBILE: "移动端",
    Channel.CODE: "二维码",
    Channel.TABLET: "窗口平板",
    Channel.TERMINAL: "其他终端",
    Channel.TELEPHONE: "电话",
    Channel.SMS: "短信",
}
ONLINE_TAGS = ("办事效率", "指南精确度", "便捷度", "平台操作性")
OFFLINE_TAGS = ("服务效率", "服务水平", "服务态度")
SUBSTANTIATED, UNSUBSTANTIATED = "属实", "不属实"
_TELLING_DIGITS = re.compile(r"(?<![0-9A-Za-z])[0-9][0-9\- ]{4,}[0-9Xx]")
"""Six digits or more: a telephone, an identity number, a house somebody lives in."""


def tags_for(*, online: bool) -> tuple[str, ...]:
    """What can be praised or blamed in a word: of work on line, or at a window."""
    return ONLINE_TAGS if online else OFFLINE_TAGS


def is_negative(grade: int) -> bool:
    """Whether a grade has to be followed up (差评: 不满意, 非常不满意)."""
    return grade >= Grade.BAD


def public_words(text: str) -> str:
    """The words of a rating as everybody may read them: long numbers are struck out, the opinion stays whole."""
    return _TELLING_DIGITS.sub("＊＊＊＊", text)


def share(part: int, whole: int) -> float | None:
    """A share in per cent with one digit; None of nothing."""
    return round(100 * part / whole, 1) if whole else None
