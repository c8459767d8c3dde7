"""How every form of these pages is asked, checked, done and answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.kernel.directory.access import ActorRequest
from mingtang.kernel.directory.actions.faults import Refused

LOOK = "look"
"""Name of the buttons that fill a picker: the form comes back as it was, with other choices."""


@dataclass(frozen=True)
class FormPage:
    """What stands around a form. `parents` are pairs of label and address; the last one is where cancelling leads.

    `fault_fields` says which field of the form an action means when it calls it otherwise.
    """

    title: str
    parents: list[tuple[str, str]]
    submit: str = "保存"
    lead: str = ""
    template: str = "directory/form_page.html"
    fault_fields: dict[str, str] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What the reader is told after the act, and where the way leads."""

    message: str
    url: str
    good: bool = True

    def answer(self, request: ActorRequest) -> HttpResponseBase:
        """Lead the reader there."""
        messages.add_message(request, messages.SUCCESS if self.good else messages.WARNING, self.message)
        return redirect(self.url)


def ask(
    request: ActorRequest, page: FormPage, make_form: Callable[..., Form], do: Callable[[dict[str, Any]], Done]
) -> HttpResponseBase:
    """Show the form; when it has been sent, do what it asks for, or show it again with what is wrong (422)."""
    if request.method != "POST":
        return show(request, page, make_form())
    if LOOK in request.POST:
        return show(request, page, make_form(initial=request.POST.dict()))
    form = make_form(data=request.POST, files=request.FILES)
    if form.is_valid():
        try:
            return do(form.cleaned_data).answer(request)
        except Refused as fault:
            blame(form, fault, page.fault_fields)
    return show(request, page, form, status=422)


def blame(form: Form, fault: Refused, names: dict[str, str]) -> None:
    """Put what an action has refused beside the field it speaks of."""
    name = names.get(fault.field, fault.field)
    form.add_error(name if name in form.fields else None, str(fault))


def show(request: ActorRequest, page: FormPage, form: Form, status: int = 200) -> HttpResponse:
    """The page with the form."""
    context = {"page": page, "form": form, "back": page.parents[-1][1], **page.context}
    return render(request, page.template, context, status=status)


def making(form: Callable[..., Form], start: dict[str, Any] | None = None, **arguments: Any) -> Callable[..., Form]:
    """A maker of forms that begin with `start` unless they come back with what was typed."""

    def make(**given: Any) -> Form:
        return form(**arguments, **({"initial": start or {}} | given))

    return make
