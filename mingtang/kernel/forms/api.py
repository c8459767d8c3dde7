"""What the rest of Mingtang may use of forms.

version = published_id("leave-request", organ.pk)               # the version in force; keep its id with the answers
form = form_class(version)(request.POST, request.FILES, actor=request.actor)
if form.is_reshaped: form = form.reshaped()                     # a row was added or removed; show it again
elif form.is_valid(): data = form.answers                       # clean JSON, to be stored
{% component "question-form" form=form %}                       # in the page
readonly(version, data)                                         # for {% component "answers" sections=... %}
rest_validate(actor, version, body)                             # the same judgement for programs
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from mingtang.kernel.definitions import api as definitions
from mingtang.kernel.definitions.api import install_definition, published_version
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM, Actor
from mingtang.kernel.forms.answers import AnswersForm, class_of, form_class
from mingtang.kernel.forms.events import FormPublished, FormRetired
from mingtang.kernel.forms.kinds import FORMS, Faulty, read_or_refuse
from mingtang.kernel.forms.models import FormDefinition, FormVersion
from mingtang.kernel.forms.queries import NoForm, form_of
from mingtang.kernel.forms.reading import AnswerSection, AnswerTable, readonly
from mingtang.kernel.forms.references import resolved
from mingtang.lib.forms import Errors, contract, shown, typed, validate

__all__ = [
    "FORMS",
    "AnswerSection",
    "AnswerTable",
    "AnswersForm",
    "Faulty",
    "FormDefinition",
    "FormPublished",
    "FormRetired",
    "FormVersion",
    "NoForm",
    "class_of",
    "draft_of",
    "form_class",
    "form_contract",
    "form_of",
    "install",
    "judge_draft",
    "prefilled",
    "published",
    "published_id",
    "read_or_refuse",
    "readonly",
    "rest_validate",
]


def published(key: str, organ_id: int | None = None) -> FormVersion:
    """The version of the form `key` in force for the organ: of the nearest organ up the tree, else the node's.

    One statement. Raises NoForm.
    """
    version = published_version(FORMS, key, organ_id)
    if version is None:
        raise NoForm(_UNPUBLISHED.format(key))
    return version


def published_id(key: str, organ_id: int | None = None) -> int:
    """The id of that version, for whoever needs no more. One statement. Raises NoForm."""
    version_id = definitions.published_id(FORMS, key, organ_id)
    if version_id is None:
        raise NoForm(_UNPUBLISHED.format(key))
    return version_id


_UNPUBLISHED = "没有已发布的表单“{}”。"


def prefilled(version_id: int, known: Mapping[str, str]) -> dict[str, str]:
    """What a new draft may begin with, as typed: fields whose source (`PREFILLS`) is among `known`. Raises NoForm."""
    return {field.name: known[field.prefill] for field in form_of(version_id) if known.get(field.prefill)}


def install(key: str, title: str, document: Mapping[str, Any], *, owner: Organ | None = None) -> FormVersion:
    """Publish a form that comes with the program, unless it is in force already; for set-up. Raises Faulty."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return install_definition(SYSTEM, FORMS, key=key, title=title, content=text, organ=owner)


def form_contract(version_id: int) -> dict[str, Any]:
    """JSON Schema 2020-12 of the answers to a version. Raises NoForm."""
    return contract(form_of(version_id))


def rest_validate(actor: Actor, version_id: int, data: object) -> tuple[dict[str, Any], Errors]:
    """Clean answers and what is wrong by path; things that are referred to must exist and be open to `actor`.

    Raises NoForm.
    """
    form = form_of(version_id)
    clean, errors = validate(form, data)
    clean, lost = resolved(actor, form, clean)
    return clean, errors | lost


def judge_draft(
    actor: Actor, version_id: int, draft: Mapping[str, Any], unasked: Collection[str] = ()
) -> tuple[dict[str, Any], Errors]:
    """Clean answers and what is wrong by path, of what was typed so far (`AnswersForm.typed_so_far`).

    Fields that are `unasked` are dropped without a word, whatever they hold. Raises NoForm.
    """
    form = form_of(version_id, unasked)
    data, lost = resolved(actor, form, typed(form, draft))
    clean, errors = validate(form, data)
    shown_or_judged = {path for path in lost if path.split(".", maxsplit=1)[0] in {*clean, *errors}}
    return clean, errors | {path: lost[path] for path in shown_or_judged}


def draft_of(version_id: int, data: Mapping[str, Any]) -> dict[str, Any]:
    """What would have been typed for `data`: the other way round. Raises NoForm."""
    return shown(form_of(version_id), data)
