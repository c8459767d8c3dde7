"""The one document that describes what an item says: read once, cut into its sections for editing."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingtang.lib.forms import Form, read, validate
from mingtang.lib.forms.validation import Errors

PATH = Path(__file__).parent / "item.yaml"


@cache
def item_form() -> Form:
    """The form of an implementation item. RuntimeError when the shipped document is at fault."""
    form = read(yaml.safe_load(PATH.read_text(encoding="utf-8")))
    if isinstance(form, list):
        raise RuntimeError(f"item.yaml: {'; '.join(map(str, form))}")  # noqa: TRY004 - the type only tells success
    return form


@cache
def chapter(number: int) -> Form:
    """One section of the form as a form of its own, counted from 0. Raises IndexError."""
    form = item_form()
    section = form.sections[number]
    return replace(form, title=section.title, sections=(replace(section, title=""),), rules=())


def chapter_of(name: str) -> int:
    """In which section the element `name` stands; -1 for none."""
    sections = item_form().sections
    return next((n for n, section in enumerate(sections) if name in {each.name for each in section.fields}), -1)


def checked(document: object) -> tuple[dict[str, Any], Errors]:
    """The clean document, and what is wrong with its shape by path; what it must say stands in `rules`."""
    return validate(item_form(), document)


def said(document: Mapping[str, Any], name: str) -> str:
    """One element of a document in words, empty when it is not there."""
    field = item_form().fields[name]
    return field.kind.words(field, document[name], {}) if name in document else ""
