"""The form of a step with the face of the licence in it: filled in from the application, for the official to set right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingtang.domains.services.applications.models import Part
from mingtang.domains.services.applications.process import Step
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.results import (
    LicenceResult,
    Way,
    is_granted,
    is_made_at,
    licence_result,
    proposed_face,
)
from mingtang.domains.services.applications.step_forms import step_forms
from mingtang.domains.services.licences.api import face_form
from mingtang.kernel.cases.api import Case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.forms.api import form_of
from mingtang.lib.flow.conditions import Condition
from mingtang.lib.forms import Form, Section, read

PATH = Path(__file__).parent / "licence_form.yaml"
GRANTED = Condition(f'outcome = "{said.GRANTED}"')


@dataclass(frozen=True)
class Particulars:
    """What an official says of the licence that a step makes; empty values follow the rules of its type."""

    face: Mapping[str, Any]
    number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@cache
def licence_form() -> Form:
    """Number and term. RuntimeError when the shipped document is at fault."""
    form = read(yaml.safe_load(PATH.read_text(encoding="utf-8")))
    if isinstance(form, list):
        raise RuntimeError(f"licence_form.yaml: {'; '.join(map(str, form))}")  # noqa: TRY004 - the type only tells success
    return form


def result_made_at(part: Part, step: Step, case: Case) -> LicenceResult | None:
    """The licence that a step of a part makes; None when it makes none, or the part was not granted."""
    if step not in {Step.ISSUE, Step.DECIDE} or not is_made_at(part, step, case):
        return None
    if step is Step.ISSUE and not is_granted(part):
        return None
    return licence_result(part)


def step_form_of(part: Part, step: Step, case: Case) -> Form | None:
    """The form of a step, with the face and the term of the licence where it makes one; None for steps of applicants."""
    form = step_forms().get(step)
    result = result_made_at(part, step, case) if form else None
    if form is None or result is None:
        return form
    return replace(form, sections=(*form.sections, *_sections(result, only_if=step is Step.DECIDE)))


def _sections(result: LicenceResult, *, only_if: bool) -> Iterator[Section]:
    """What is asked for a licence; at a decision only if it is granted."""
    asked = [*_face(result), *(licence_form().sections if result.way in {Way.ISSUE, Way.RENEW} else ())]
    for section in asked:
        yield replace(section, visible=_both(GRANTED, section.visible)) if only_if else section


def _face(result: LicenceResult) -> tuple[Section, ...]:
    if not result.way.has_face:
        return ()
    return tuple(replace(each, title=f"照面：{each.title}") for each in form_of(face_form(result.kind).pk).sections)


def _both(one: Condition, other: Condition | None) -> Condition:
    return Condition(f"({one.text}) and ({other.text})") if other else one


def begun_with(part: Part, step: Step, case: Case) -> dict[str, Any]:
    """What the form of a step begins with: the face as the application says it. What does not fit is left to the official."""
    result = result_made_at(part, step, case)
    if result is None or not result.way.has_face:
        return {}
    fields = form_of(face_form(result.kind).pk).fields
    return {name: value for name, value in proposed_face(result).items() if name in fields}


def particulars(part: Part, step: Step, case: Case, answers: Mapping[str, Any]) -> Particulars | None:
    """What the clean answers of a step say of its licence; None when it makes none."""
    result = result_made_at(part, step, case)
    if result is None:
        return None
    names = form_of(face_form(result.kind).pk).fields if result.way.has_face else {}
    return Particulars(
        face={name: answers[name] for name in names if name in answers},
        number=answers.get("licence_number", ""),
        valid_from=_day(answers, "licence_from"),
        valid_until=_day(answers, "licence_until"),
    )


def _day(answers: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(answers[name]) if answers.get(name) else None


def require_fitting(result: LicenceResult, said_of_it: Particulars | None) -> Particulars:
    """What was said, or else what the application says. Raises Refused when somebody has to say it and nothing is known."""
    if said_of_it is not None:
        return said_of_it
    face = proposed_face(result) if result.way.has_face else {}
    if result.way.has_face and not face:
        raise Refused("请填写证照的照面信息。")
    return Particulars(face)
