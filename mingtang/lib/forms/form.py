"""A form as its document describes it: sections of fields, and rules across fields. Immutable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mingtang.lib.flow.conditions import Condition
from mingtang.lib.forms.kinds.base import Kind

PREFILLS: Mapping[str, str] = {
    "applicant_name": "申请人姓名或单位名称",
    "applicant_number": "申请人证件号或统一社会信用代码",
    "contact_name": "联系人姓名",
    "contact_phone": "联系电话",
}
"""What is known of whoever fills in a form, so that he need not write it (`ui.fields.<name>.prefill`)."""


@dataclass(frozen=True)
class Choice:
    """One of the answers that may be chosen."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One question. Bounds that do not concern its kind stay empty; amounts of money are in fen (分).

    `visible` and `required_when` may ask only for fields that stand before this one.
    """

    name: str
    title: str
    kind: Kind
    required: bool = False
    help: str = ""
    unit: str = ""
    width: int = 0
    least: int | None = None
    most: int | None = None
    decimals: int = 0
    choices: tuple[Choice, ...] = ()
    columns: tuple["Field", ...] = ()
    types: tuple[str, ...] = ()
    visible: Condition | None = None
    required_when: Condition | None = None
    prefill: str = ""

    @property
    def always(self) -> bool:
        """Whether every answer must hold this field, whatever the others are."""
        return self.required and self.visible is None


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: tuple[Field, ...]
    help: str = ""
    visible: Condition | None = None


@dataclass(frozen=True)
class Rule:
    """What must hold across fields. It is asked only when every field it names has an answer.

    `field` is the one the message stands beside; empty for the whole form.
    """

    check: Condition
    message: str
    field: str = ""


@dataclass(frozen=True)
class Form:
    """A whole form, read from `document`."""

    title: str
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    description: str = ""
    document: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __iter__(self) -> Iterator[Field]:
        return (each for section in self.sections for each in section.fields)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields by name, in the order in which they are shown."""
        return {each.name: each for each in self}
