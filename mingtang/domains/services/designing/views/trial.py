"""Trying an item out (试办): its form filled in and judged, its process walked. Nothing is kept."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.catalogue.api import (
    EDIT_ITEMS,
    ItemVersion,
    ServiceItem,
    companions_of,
    promise_of,
    statutory_of,
)
from mingtang.domains.services.designing.trial import Walk, opening
from mingtang.domains.services.designing.views.finding import designed, frame
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.forms.api import form_class, readonly
from mingtang.kernel.processes.api import (
    BadChoice,
    Choice,
    Mark,
    Rehearsal,
    Unsound,
    draw,
    net_of,
    packed,
    rehearse,
    unpacked,
    vocabulary_of,
)


@asks(EDIT_ITEMS)
def fill(request: Any, pk: int) -> HttpResponseBase:
    """The form as applicants will fill it in; it is judged as in earnest, and nothing is kept but files, one's own."""
    item, newest = designed(request, pk)
    found = companions_of(item, newest.document).get("form_key")
    if found is None:
        return redirect("designing_course", pk=pk)
    made: Any = form_class(found.version.pk)
    context = {"steps": _steps(item), **frame(item, newest)}
    if request.method != "POST":
        return render(request, "designing/fill.html", context | {"form": made(actor=request.actor)})
    form = made(request.POST, request.FILES, actor=request.actor)
    if form.is_reshaped:
        return render(request, "designing/fill.html", context | {"form": form.reshaped()})
    if not form.is_valid():
        return render(request, "designing/fill.html", context | {"form": form}, status=422)
    answers = readonly(found.version.pk, form.answers)
    return render(request, "designing/fill.html", context | {"form": form, "answers": answers})


def _steps(item: ServiceItem) -> list[dict[str, str]]:
    return [
        {"label": "填申请表", "url": reverse("designing_trial", args=[item.pk])},
        {"label": "走流程", "url": reverse("designing_course", args=[item.pk])},
    ]


@asks(EDIT_ITEMS)
def course(request: Any, pk: int) -> HttpResponseBase:
    """The process of the item, step by step: the choices travel with the page and are played again each time."""
    item, newest = designed(request, pk)
    found = companions_of(item, newest.document).get("process_key")
    if found is None:
        messages.warning(request, "事项还没有办理流程，先选一个再试办。")
        return redirect("designing_definition", pk=pk, slug="process")
    try:
        net, vocabulary = net_of(found.version.pk), vocabulary_of(found.version.pk)
    except Unsound as fault:
        messages.warning(request, f"流程有错，改正后才能试办：{fault}")
        return redirect(item)
    today, window = timezone.localdate(), _window(newest) or item.organ
    choices, wrong = _wishes(request, opening(item, window, today))
    played = rehearse(net, vocabulary, choices)
    played.fault = wrong or played.fault
    context = {
        "played": played,
        "choices": packed(played.choices),
        "open": list(Walk(net, played, item, window, today).steps()),
        "limits": _limits(newest, today),
        "drawn": draw(found.version.pk, _marks(played), name="trial"),
        "steps": _steps(item),
        "ended": len(played.choices) > 1 and not played.offers,
    }
    status = 422 if played.fault else 200
    return render(request, "designing/course.html", context | frame(item, newest), status=status)


def _window(newest: ItemVersion) -> Organ | None:
    """The organ at whose window the item is received; None when it names none that is known here."""
    name = str(newest.document.get("accept_dept", "")).partition("（")[0].strip()
    found: Organ | None = Organ.objects.filter(name=name).first() if name else None
    return found


def _wishes(request: Any, begin: Choice) -> tuple[list[Choice], str]:
    """The choices so far with the new one, or without the last; and what is wrong with what was sent."""
    choices: list[Choice] = [begin]
    wish, _, outcome = request.POST.get("do", "").partition(":")
    try:
        choices = [begin, *unpacked(request.POST.get("choices", ""))[1:]]
        if wish == "back":
            return choices[:-1] or [begin], ""
        if wish.isascii() and wish.isdigit() and len(wish) < 9:
            return [*choices, Choice(int(wish), outcome[:60])], ""
    except BadChoice as fault:
        return choices, str(fault)
    return choices, ""


def _marks(played: Rehearsal) -> dict[str, Mark]:
    return dict.fromkeys(played.done, Mark.DONE) | dict.fromkeys(played.live, Mark.LIVE)


def _limits(newest: ItemVersion, today: Any) -> list[Any]:
    """The limits that would run after acceptance."""
    return [rule for rule in (promise_of(newest, today), statutory_of(newest, today)) if rule is not None]
