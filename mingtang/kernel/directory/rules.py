"""Pure rules of the directory: who may hold which role, what a number looks like, what a password must be."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from string import Formatter


class Officer(StrEnum):
    """The three officers (三员), none of whom may hold another's role (trust.md 11; GB/T 22239-2019 8.1.5)."""

    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"


OFFICE_NAMES = {"system": "系统管理员", "security": "安全保密管理员", "audit": "安全审计员"}


def conflicting_officer(held: Iterable[str], wanted: str) -> str | None:
    """The officer's office among `held` that forbids `wanted`; empty strings are ordinary roles."""
    if not wanted:
        return None
    return next((office for office in held if office and office != wanted), None)


class ScopeKind(StrEnum):
    """How far a grant reaches (trust.md 10)."""

    NODE = "node"  # everything on this node
    REGION = "region"  # organs of every root in a region and below it
    ORGANS = "organs"  # an organ and its territorial subordinates
    ORGAN = "organ"  # one organ
    UNIT = "unit"  # one unit
    OWN = "own"  # what the holder owns


class NumberTemplateError(ValueError):
    """The template of a number series is malformed; the message is for the user."""


_NUMBER_FIELDS = {"year", "month", "day", "n", "word", "code"}
_WIDTHS = {
    "n": re.compile(r"0[1-9]\d?|"), "month": re.compile(r"02|"), "day": re.compile("02"), "year": re.compile(""),
    "word": re.compile(""), "code": re.compile(""),
}  # fmt: skip
_FIXED = r"(\d|\{year\}|\{day:02\})*"
_RUNS_TOGETHER = re.compile(rf"\{{month\}}{_FIXED}\{{n|\{{n(:\d+)?\}}{_FIXED}\{{month\}}")
"""Month and number without anything between them: the 1st of November and the 11th of January would look the same."""


def check_number_template(template: str) -> None:
    """Raise NumberTemplateError unless `template` holds `{n}` once and only known fields, and tells numbers apart.

    Fields: `{year}`, `{month}`, `{day:02}`, `{n}`, `{word}` (机关代字), `{code}` (统一社会信用代码); `{n:06}` pads to six digits, `{month:02}` to two.
    """
    try:
        parts = [part for part in Formatter().parse(template) if part[1] is not None]
    except ValueError as error:
        raise NumberTemplateError("花括号不配对。") from error
    for _, name, spec, conversion in parts:
        if name not in _NUMBER_FIELDS:
            raise NumberTemplateError(f"不认识的字段“{name}”，可用 year、month、day、n、word、code。")
        if conversion or not _WIDTHS[name].fullmatch(spec or ""):
            raise NumberTemplateError(f"字段“{name}”的格式不对，补零写作 {{n:06}}。")
    if [name for _, name, _, _ in parts].count("n") != 1:
        raise NumberTemplateError("模板里要有一处顺序号 {n}。")
    if _RUNS_TOGETHER.search(template):
        raise NumberTemplateError("月份与顺序号相连会使编号重复，月份请写作 {month:02}。")


def format_number(template: str, *, n: int, on: date, word: str = "", code: str = "") -> str:
    """The official number, such as `和政办发〔2026〕12号`. `template` has passed `check_number_template`."""
    return template.format(year=on.year, month=on.month, day=on.day, n=n, word=word, code=code)


PASSWORD_LEAST = 8
PASSWORD_CLASSES = 3
PASSWORD_HISTORY = 5
_CLASSES = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"\d"), re.compile(r"[^A-Za-z0-9]"))


def password_faults(password: str) -> list[str]:
    """What is wrong with a new password, in Chinese; empty when nothing is (trust.md 13: 8 characters, 3 of 4 classes)."""
    faults = []
    if len(password) < PASSWORD_LEAST:
        faults.append(f"至少 {PASSWORD_LEAST} 个字符。")
    if sum(1 for pattern in _CLASSES if pattern.search(password)) < PASSWORD_CLASSES:
        faults.append("大写字母、小写字母、数字、符号四类中至少要有三类。")
    return faults


def betrays_holder(password: str, about: Iterable[str]) -> bool:
    """Whether one of the texts `about` the holder (login name, telephone, identity number) occurs in the password."""
    return any(len(text) >= 4 and text.lower() in password.lower() for text in about)


def unlocks_at(failures: int, now: datetime, *, after: int, minutes: int) -> datetime | None:
    """Until when an account is locked after `failures` in a row; None while fewer than `after`."""
    return now + timedelta(minutes=minutes) if failures >= after else None
