"""Pure rules of reporting: how values are written, what is wrong with a row, and what has to be told anew."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from mingtang.lib.digests import canonical_json, sm3_hex


class Operation(StrEnum):
    """What the receiver does with a row (`cd_operation`)."""

    INSERT = "I"
    UPDATE = "U"
    DELETE = "D"


OPERATIONS = {Operation.INSERT: "新增", Operation.UPDATE: "变更", Operation.DELETE: "删除"}

Values = Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """One row of a set: `key` names within the set what it is about, for ever."""

    set: str
    key: str
    values: Values

    @property
    def guid(self) -> UUID:
        """The same for the same thing, so that receivers know repetitions (`row_guid`)."""
        return uuid5(NAMESPACE_URL, f"urn:mingtang:services:{self.set}:{self.key}")

    @property
    def digest(self) -> str:
        """SM3 of the values; equal rows are told once."""
        return sm3_hex(canonical_json(dict(self.values)))


@dataclass(frozen=True)
class News:
    """A row with what has to be done with it."""

    row: Told
    operation: Operation


def news_of(rows: Iterable[Told], known: Mapping[tuple[str, UUID], str]) -> list[News]:
    """What has to be told: rows that are new or say something else. `known` are the digests last told, by set and guid."""
    news = []
    for row in rows:
        last = known.get((row.set, row.guid))
        if last != row.digest:
            news.append(News(row, Operation.INSERT if last is None else Operation.UPDATE))
    return news


def faults_of(fields: Mapping[str, Mapping[str, Any]], values: Values) -> list[str]:
    """What is wrong with the values by the shape of their set, in sentences; empty when they may be sent."""
    unknown = [f"没有“{name}”这个字段" for name in values if name not in fields]
    return unknown + [fault for name, shape in fields.items() if (fault := _fault(shape, values.get(name, "")))]


def _fault(shape: Mapping[str, Any], value: str) -> str:
    title = shape["title"]
    if not value:
        return f"缺少{title}" if shape.get("must") else ""
    if len(value) > shape.get("max", len(value)):
        return f"{title}超过 {shape['max']} 个字"
    if value not in shape.get("in", (value,)):
        return f"{title}不在代码表中：{value}"
    return "" if _FORMS[shape.get("form", "text")](value) else f"{title}的格式不对：{value}"


def _is_written(value: str, form: str) -> bool:
    try:
        return datetime.strptime(value, form).strftime(form) == value  # noqa: DTZ007 - only its form is looked at
    except ValueError:
        return False


DAY, MOMENT = "%Y%m%d", "%Y%m%dT%H%M%S"
_FORMS: dict[str, Callable[[str], bool]] = {
    "text": lambda value: True,
    "date": lambda value: _is_written(value, DAY),
    "moment": lambda value: _is_written(value, MOMENT),
    "number": lambda value: value.isascii() and value.isdigit(),
}


def day_text(day: date | None) -> str:
    """A day as it is exchanged (GB/T 7408, basic format); empty for none."""
    return day.strftime(DAY) if day else ""


def moment_text(at: datetime | None) -> str:
    """A moment, already in local time, as it is exchanged; empty for none."""
    return at.strftime(MOMENT) if at else ""
