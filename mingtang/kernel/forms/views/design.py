"""The graphical designer. Every button is a POST that writes the draft and leads back; scripts only spare the loading."""

import json
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.kernel.definitions.api import newest_of, save_draft, users_of
from mingtang.kernel.definitions.views import in_reach, rights, way
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.forms.answers import class_of
from mingtang.kernel.forms.kinds import FORMS, Faulty
from mingtang.kernel.forms.models import FormDefinition, FormVersion
from mingtang.kernel.forms.panel import FieldPanel, kind_choices
from mingtang.kernel.forms.permissions import DESIGN_FORMS
from mingtang.kernel.forms.queries import read_once
from mingtang.kernel.forms.stepping import Stepped, Unfilled, step
from mingtang.kernel.forms.undoing import forget_last, remember, text_before
from mingtang.lib.forms import Form
from mingtang.lib.forms.editing import SIGNS, Impossible, told
from mingtang.lib.forms.editing.asking import WORDLESS


@asks(DESIGN_FORMS)
def form_design(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The form as it will look, with what may be done at each place; a published one opens a new draft."""
    definition = in_reach(request, FORMS, pk, DESIGN_FORMS)
    newest = newest_of(definition)
    newest.definition = definition
    if request.method != "POST":
        return _page(request, newest, chosen=request.GET.get("chosen", ""))
    try:
        return _stepped(request, newest)
    except Unfilled as fault:
        return _page(request, newest, panel=fault.panel, said=fault.message)
    except Impossible as fault:
        return _page(request, newest, chosen=request.POST.get("chosen", ""), said=fault.message)
    except Refused as fault:
        return _page(request, newest, chosen=request.POST.get("chosen", ""), said=str(fault))


def _stepped(request: ActorRequest, newest: FormVersion) -> HttpResponseBase:
    """Carry out the step and write it. Raises Impossible, Refused."""
    seen, wish = request.POST.get("seen", ""), request.POST.get("do", "")
    if wish == "undo":
        return _taken_back(request, newest, seen)
    done = step(read_once(newest.digest, newest.text), wish, request.POST.dict())
    draft = _saved(request, newest, done, seen)
    remember(request, newest, draft)
    return _back(newest.definition, done.chosen)


def _taken_back(request: ActorRequest, newest: FormVersion, seen: str) -> HttpResponseBase:
    text = text_before(request, newest)
    if not text:
        raise Impossible("没有可以撤销的修改，或者其他人已经改过。")
    _write(request, newest.definition, text, seen)
    forget_last(request)
    return _back(newest.definition, "")


def _saved(request: ActorRequest, newest: FormVersion, done: Stepped, seen: str) -> FormVersion:
    try:
        text = json.dumps(done.document, ensure_ascii=False, indent=2)
        return _write(request, newest.definition, text, seen)
    except Faulty as faulty:
        raise Impossible(f"不能这样改。{told(done.document, faulty.faults)}") from faulty


def _write(request: ActorRequest, definition: FormDefinition, text: str, seen: str) -> FormVersion:
    draft = save_draft(request.actor, FORMS, definition, text, seen=seen)
    draft.definition = definition
    return draft


def _back(definition: FormDefinition, chosen: str) -> HttpResponseBase:
    place = f"?chosen={chosen}#{'section' if chosen.startswith('section:') else 'field'}-{chosen.rpartition(':')[2]}"
    return redirect(FORMS.url("design", definition.pk) + (place if chosen else ""))


def _page(
    request: ActorRequest, newest: FormVersion, *, chosen: str = "", panel: FieldPanel | None = None, said: str = ""
) -> HttpResponseBase:
    form = read_once(newest.digest, newest.text)
    field = panel.field.name if panel else chosen
    if panel is None and field in form.fields:
        panel = FieldPanel(form=form, field=form.fields[field])
    context = {
        "definition": newest.definition,
        "version": newest,
        "form": form,
        "questions": class_of(form)(actor=request.actor),
        "kinds": kind_choices(),
        "signs": [(sign, words) for sign, words in SIGNS.items() if sign not in WORDLESS | {"has"}],
        "panel": panel,
        "chosen": panel.field.name if panel else chosen,
        "section": _section(form, chosen),
        "may_undo": bool(text_before(request, newest)),
        "can": rights(request, FORMS, newest.definition),
        "said": said,
        "typed": request.POST if said else {},
        "parents": way(FORMS, newest.definition),
        "users": users_of(newest.definition, request.actor),
        "preview": FORMS.url("preview", newest.definition_id, newest.number),
    }
    return render(request, "forms/designer.html", context, status=422 if said else 200)


def _section(form: Form, chosen: str) -> dict[str, Any] | None:
    """The section that is chosen, with its number."""
    number = chosen.removeprefix("section:")
    if not chosen.startswith("section:") or not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    place = int(number)
    return {"number": place, "of": form.sections[place]} if place < len(form.sections) else None
