"""Checking answers. The same for pages and API: `typed` turns what a page sends into data, `validate` judges data."""

from collections.abc import Mapping
from typing import Any

from mingtang.lib.flow.conditions import Condition, ConditionError
from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.form import Field, Form, Rule, Section

Errors = dict[str, list[str]]
"""Messages by field; `rows.2.price` is a cell, the empty name the whole form."""

NEEDED = "这一项要填"


def validate(form: Form, data: object) -> tuple[dict[str, Any], Errors]:
    """Clean data, and what is wrong by field; when nothing is, `data` may be stored.

    Fields that the other answers hide are dropped without a word, whatever they hold.
    """
    if not isinstance(data, Mapping):
        return {}, {"": ["要填一张表单"]}
    checked = _Checked(data)
    checked.errors.update({str(name): ["没有这个字段"] for name in data if name not in form.fields})
    for section, field in _shown(form, checked.facts):
        checked.take(section, field)
    for rule in form.rules:
        checked.apply(rule)
    return checked.clean, checked.errors


def visible_fields(form: Form, data: Mapping[str, Any]) -> list[Field]:
    """The fields that the answers in clean `data` do not hide."""
    facts: dict[str, Any] = {}
    shown = []
    for _, field in _shown(form, facts):
        shown.append(field)
        if field.name in data:
            facts[field.name] = field.kind.fact(field, data[field.name])
    return shown


def typed(form: Form, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, by field, as data: texts, lists of texts, and rows of texts."""
    values = {field.name: field.kind.typed(field, raw.get(field.name)) for field in form}
    return {name: value for name, value in values.items() if value is not None}


def shown(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    """What would have to be typed for `data`; the reverse of `typed`."""
    return {field.name: field.kind.shown(field, data.get(field.name)) for field in form}


def _shown(form: Form, facts: Mapping[str, Any]) -> Any:
    """Sections and fields that are not hidden; `facts` grow while the caller goes on."""
    for section in form.sections:
        if holds(section.visible, facts):
            yield from ((section, field) for field in section.fields if holds(field.visible, facts))


def holds(condition: Condition | None, facts: Mapping[str, Any], *, otherwise: bool = True) -> bool:
    """Whether `condition` holds; `otherwise` when there is none, or when it cannot be answered."""
    if condition is None:
        return otherwise
    try:
        return condition.holds(facts)
    except ConditionError:
        return otherwise


class _Checked:
    """The answers looked at so far."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.clean: dict[str, Any] = {}
        self.facts: dict[str, Any] = {}
        self.errors: Errors = {}

    def take(self, section: Section, field: Field) -> None:
        if field.name not in self.data:
            if field.required or holds(field.required_when, self.facts, otherwise=False):
                self.errors[field.name] = [NEEDED]
            return
        try:
            value = field.kind.check(field, self.data[field.name])
        except Wrong as fault:
            self.errors[field.name] = [fault.message]
            self.errors |= {f"{field.name}.{path}": messages for path, messages in fault.inside.items()}
        else:
            self.clean[field.name] = value
            self.facts[field.name] = field.kind.fact(field, value)

    def apply(self, rule: Rule) -> None:
        if all(name in self.facts for name in rule.check.names) and not holds(rule.check, self.facts):
            self.errors.setdefault(rule.field, []).append(rule.message)
