"""A form without some of its questions: what is left asks, judges and shows as if they had never been there."""

from collections.abc import Collection
from dataclasses import replace

from mingtang.lib.flow.conditions import Condition
from mingtang.lib.forms.form import Field, Form, Section


def without(form: Form, names: Collection[str]) -> Form:
    """The form without the fields of these names, and without the sections, conditions and rules that are about them."""
    if not names:
        return form
    sections = tuple(_narrowed(section, names) for section in form.sections)
    return replace(
        form,
        sections=tuple(section for section in sections if section.fields),
        rules=tuple(rule for rule in form.rules if _kept(rule.check, names) and rule.field not in names),
    )


def _narrowed(section: Section, names: Collection[str]) -> Section:
    fields = tuple(_freed(field, names) for field in section.fields if field.name not in names)
    return replace(section, fields=fields, visible=_kept(section.visible, names))


def _freed(field: Field, names: Collection[str]) -> Field:
    """What hung on a question that is not asked hangs on nothing, as with questions that nobody has answered."""
    return replace(field, visible=_kept(field.visible, names), required_when=_kept(field.required_when, names))


def _kept(condition: Condition | None, names: Collection[str]) -> Condition | None:
    return condition if condition and not condition.names & set(names) else None
