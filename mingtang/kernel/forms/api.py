"""What the rest of Mingtang may use of forms.

version = published("leave-request")                            # the version in force; keep its id with the answers
form = form_class(version.pk)(request.POST, request.FILES, actor=request.actor)
if form.is_reshaped: form = form.reshaped()                     # a row was added or removed; show it again
elif form.is_valid(): data = form.answers                       # clean JSON, to be stored
{% component "question-form" form=form %}                       # in the page
readonly(version.pk, data)                                      # for {% component "answers" sections=... %}
rest_validate(actor, version.pk, body)                          # the same judgement for programs
"""

from collections.abc import Mapping
from typing import Any

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.actions import Faulty, install_form
from mingtang.kernel.forms.answers import AnswersForm, form_class
from mingtang.kernel.forms.events import FormPublished, FormRetired
from mingtang.kernel.forms.models import FormDefinition, FormVersion
from mingtang.kernel.forms.queries import NoForm, form_of, published_version
from mingtang.kernel.forms.reading import AnswerSection, AnswerTable, readonly
from mingtang.kernel.forms.references import resolved
from mingtang.lib.forms import Errors, contract, validate

__all__ = [
    "AnswerSection",
    "AnswerTable",
    "AnswersForm",
    "Faulty",
    "FormDefinition",
    "FormPublished",
    "FormRetired",
    "FormVersion",
    "NoForm",
    "form_class",
    "form_contract",
    "form_of",
    "install",
    "published",
    "readonly",
    "rest_validate",
]


def published(code: str) -> FormVersion:
    """The version of the form `code` that is in force. Raises NoForm."""
    return published_version(code)


def install(code: str, title: str, document: Mapping[str, Any], organ: Organ | None = None) -> FormVersion:
    """Publish a form that comes with the program, unless it is in force already; for set-up. Raises Faulty."""
    return install_form(code, title, document, organ)


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
