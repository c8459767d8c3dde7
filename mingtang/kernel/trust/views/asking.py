"""How every form of these pages is asked, asked once more where it cannot be undone, done and answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.trust.forms.files import blame
from mingtang.kernel.trust.hierarchy import NoAuthority


@dataclass(frozen=True)
class Question:
    """What stands around a form. `parents` are pairs of label and address, the last of which is where cancelling leads.

    `facts` say what it is about. With `confirm`, the form is shown once more, closed, with these words, before it is
    done; `warning` stands there too.
    """

    title: str
    parents: Sequence[tuple[str, str]]
    submit: str
    lead: str = ""
    facts: Sequence[tuple[str, Any]] = ()
    warning: str = ""
    confirm: str = ""
    done: str = ""
    is_test: bool = False

    @property
    def back(self) -> str:
        return self.parents[-1][1]


class Asked(Form):
    """Nothing is typed: the button is the answer."""


def sent(request: Any) -> dict[str, Any]:
    """What a form is made with: what was sent, or nothing."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def ask(request: Any, question: Question, form: Form, do: Callable[[dict[str, Any]], str | None]) -> HttpResponseBase:
    """Ask, confirm, do. `do` returns the address to go on to; None leads back to the last of the parents."""
    if form.is_valid() and "change" not in request.POST:
        if question.confirm and "confirmed" not in request.POST:
            return render(request, "trust/confirm.html", {"question": question, "form": form, "said": _said(form)})
        try:
            address = do(form.cleaned_data)
        except (Refused, NoAuthority) as fault:
            blame(form, fault)
        else:
            if question.done:
                messages.success(request, question.done)
            return redirect(address or question.back)
    context = {"question": question, "form": form, "several": len(form.fields) > 0}
    return render(request, "trust/question.html", context, status=422 if form.errors else 200)


def _said(form: Form) -> list[tuple[str, Any]]:
    """What was typed, in words."""
    return [(str(field.label), _shown(field)) for field in form if field.name in form.cleaned_data]


def _shown(field: Any) -> str:
    value = field.form.cleaned_data[field.name]
    choices = getattr(field.field, "choices", None)
    return str(dict(choices).get(value, value)) if choices else str(value)
