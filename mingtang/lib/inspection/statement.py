"""The yearly statement of a site (政府网站工作年度报表): its fields as data, and what has to agree in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml


class Told(StrEnum):
    """How a field is told."""

    COUNT = "count"
    DAYS = "days"
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True)
class Field:
    """One figure of the statement."""

    code: str
    label: str
    unit: str
    told: Told

    def words(self, value: Any) -> str:
        """The value as people read it; a dash for one that is missing."""
        if self.told is Told.FLAG:
            return "是" if value else "否"
        return "—" if value in (None, "") else f"{value} {self.unit}".strip()


@dataclass(frozen=True)
class Group:
    """Fields that stand together."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Check:
    """`whole` is the sum of `parts`, or with `is_bound` nothing of `parts` is more than it."""

    whole: str
    parts: tuple[str, ...]
    is_bound: bool


@dataclass(frozen=True)
class Statement:
    """The form of the statement."""

    title: str
    source: str
    note: str
    groups: tuple[Group, ...]
    checks: tuple[Check, ...]

    @property
    def fields(self) -> dict[str, Field]:
        """All fields by code, in their order."""
        return {field.code: field for group in self.groups for field in group.fields}

    def faults(self, figures: Mapping[str, Any]) -> list[str]:
        """What is missing and what does not agree, in words; texts may be empty."""
        return [*self._missing(figures), *self._disagreeing(figures)]

    def _missing(self, figures: Mapping[str, Any]) -> Iterator[str]:
        for code, field in self.fields.items():
            if field.told is not Told.TEXT and figures.get(code) is None:
                yield f"没有填写“{field.label}”"

    def _disagreeing(self, figures: Mapping[str, Any]) -> Iterator[str]:
        labels = {code: field.label for code, field in self.fields.items()}
        for check in self.checks:
            values = [figures.get(code) or 0 for code in check.parts]
            whole, words = figures.get(check.whole) or 0, "、".join(labels[code] for code in check.parts)
            if check.is_bound and max(values) > whole:
                yield f"“{words}”是 {max(values)}，多于“{labels[check.whole]}”的 {whole}"
            if not check.is_bound and sum(values) != whole:
                yield f"“{labels[check.whole]}”是 {whole}，与“{words}”之和 {sum(values)} 不符"


@cache
def statement() -> Statement:
    """The form in use (国办函〔2018〕12号)."""
    told = yaml.safe_load((Path(__file__).parent / "statement.yaml").read_text("utf-8"))
    return Statement(
        told["title"],
        told["source"],
        told["note"],
        tuple(map(_group, told["groups"])),
        tuple(map(_check, told["checks"])),
    )


def _group(told: Mapping[str, Any]) -> Group:
    fields = (
        Field(each["code"], each["label"], each.get("unit", ""), Told(each.get("as", "count")))
        for each in told["fields"]
    )
    return Group(told["title"], tuple(fields))


def _check(told: Mapping[str, Any]) -> Check:
    is_bound = "most" in told
    return Check(told["whole"], (told["most"],) if is_bound else tuple(told["sum"]), is_bound)
