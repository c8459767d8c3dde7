"""What the form of an application asks, judges and shows: what its item asks, but for what only branches need that it does not."""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.catalogue.api import unasked_fields, unseen_fields
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.api import AnswerSection, AnswersForm, draft_of, form_class, judge_draft, readonly
from mingtang.lib.forms import Errors

Answers = Mapping[str, Any]


def question_form(application: Application) -> type[AnswersForm] | None:
    """The form as pages ask it; None for items that ask nothing."""
    if application.form_version is None:
        return None
    return form_class(application.form_version, unasked(application))


def judged(actor: Actor, application: Application, typed: Answers) -> tuple[dict[str, Any], Errors]:
    """Clean answers and what is wrong by path, of what was `typed`."""
    if application.form_version is None:
        return {}, {}
    return judge_draft(actor, application.form_version, typed, unasked(application))


def as_typed(application: Application, answers: Answers) -> dict[str, Any]:
    """What would have been typed for `answers`."""
    return draft_of(application.form_version, answers) if application.form_version is not None else {}


def in_words(application: Application, answers: Answers, branches: frozenset[str] = frozenset()) -> list[AnswerSection]:
    """Clean `answers` by section as `branches` see them; without any, as the whole does."""
    if application.form_version is None:
        return []
    hidden = unseen_fields(application.version.document, branches) if branches else unasked(application)
    return readonly(application.form_version, answers, hidden)


def unasked(application: Application) -> frozenset[str]:
    """The fields that this application need not answer."""
    return unasked_fields(application.version.document, application.scenario)
