"""The form, the process and the letters of an item: choosing what they begin with, and the way to their designers."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingtang.domains.services.applications.api import ShippedLetter, shipped_letters
from mingtang.domains.services.catalogue.api import EDIT_ITEMS, ItemVersion, ServiceItem, companions_of
from mingtang.domains.services.designing.actions import give_definition, own_letter
from mingtang.domains.services.designing.begun import ELEMENTS, element_of, options_of
from mingtang.domains.services.designing.forms import StartForm
from mingtang.domains.services.designing.views.finding import designed, frame
from mingtang.kernel.definitions.api import Version, newest_of, published_versions
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.letters.api import LETTERS, CannotSet, LetterTemplate, MissingVariables, render_again

IMMEDIATE = "1"


@asks(EDIT_ITEMS)
def definition(request: Any, pk: int, slug: str) -> HttpResponseBase:
    """What the form or process of an item is now, and what it may begin with instead."""
    try:
        element = element_of(slug)
    except StopIteration:
        raise Http404 from None
    item, newest = designed(request, pk)
    may_design = request.actor.may(ELEMENTS[element].kind.design, item)
    begin = {"seen": newest.digest, "start": _usual(element, newest) if may_design else ""}
    form = StartForm(request.POST or None, options=options_of(element, item, may_design=may_design), initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            made = give_definition(
                request.actor, item, element, form.cleaned_data["start"], seen=form.cleaned_data["seen"]
            )
        except Refused as fault:
            form.add_error("start" if fault.field == "start" else None, str(fault))
        else:
            return _onward(request, item, element, made)
    found = companions_of(item, newest.document).get(element)
    context = {
        "form": form,
        "told": ELEMENTS[element],
        "found": found,
        "editor": _editor(element, found) if may_design else "",
    }
    context["may_design"] = may_design
    return render(
        request, "designing/definition.html", context | frame(item, newest), status=422 if form.errors else 200
    )


def _usual(element: str, newest: ItemVersion) -> str:
    """What is offered first."""
    document = newest.document
    if element == "form_key":
        served = set(document.get("server_type", []))
        return "start:person" if served <= {"1"} else "start:enterprise"
    return "start:service-immediate" if document.get("project_type") == IMMEDIATE else "start:service-promised"


def _onward(request: Any, item: ServiceItem, element: str, made: Any) -> HttpResponseBase:
    told = ELEMENTS[element]
    if made is None:
        messages.success(request, f"{told.title}已选定。")
        return redirect(item)
    messages.success(request, f"已建立{told.title}草稿，现在可以修改，事项发布时一起发布。")
    return redirect(told.kind.url("design", made.pk))


def _editor(element: str, found: Any) -> str:
    """Where the organ's own definition is edited; empty for what belongs to others."""
    return ELEMENTS[element].kind.url("design", found.version.definition_id) if found and found.own else ""


@asks(EDIT_ITEMS)
def letters(request: Any, pk: int) -> HttpResponseBase:
    """The documents that an application of this item may bring, and whose templates they are set by."""
    item, newest = designed(request, pk)
    may_design = request.actor.may(LETTERS.design, item)
    templates = _templates(item)
    named = {row["letter_kind"]: row["letter_key"] for row in newest.document.get("letters", [])}
    rows = [
        {
            "letter": each,
            "template": templates.get(named.get(each.kind, each.key)),
            "own": _is_own(templates, each, item),
        }
        for each in shipped_letters().values()
    ]
    return render(request, "designing/letters.html", {"rows": rows, "may_design": may_design} | frame(item, newest))


def _templates(item: ServiceItem) -> dict[str, Version]:
    """The newest version of the organ's own templates, else what is in force, by key; two statements and one for each own."""
    templates: dict[str, Version] = {each.definition.key: each for each in published_versions(LETTERS, item.organ_id)}
    own = LetterTemplate.objects.filter(organ=item.organ_id)
    return templates | {each.key: newest_of(each) for each in own}


def _is_own(templates: dict[str, Version], letter: ShippedLetter, item: ServiceItem) -> bool:
    found: Any = templates.get(letter.key)
    return found is not None and found.definition.organ_id == item.organ_id


@require_POST
@asks(EDIT_ITEMS)
def letter_own(request: Any, pk: int, kind: str) -> HttpResponseBase:
    """Begin the organ's own template of a document, or go on with it."""
    item, _ = designed(request, pk)
    try:
        template = own_letter(request.actor, item, kind)
    except Refused as fault:
        messages.warning(request, str(fault))
        return redirect("designing_letters", pk=pk)
    return redirect(LETTERS.url("design", template.pk))


@asks(EDIT_ITEMS)
def letter_sample(request: Any, pk: int, kind: str) -> HttpResponseBase:
    """A document of this item with made-up content, as PDF; it bears 样张 in place of a number."""
    item, newest = designed(request, pk)
    letter = shipped_letters().get(kind)
    named = {row["letter_kind"]: row["letter_key"] for row in newest.document.get("letters", [])}
    template = _templates(item).get(named.get(kind, letter.key)) if letter else None
    if letter is None or template is None:
        raise Http404
    try:
        pdf = render_again(template.pk, _sample(template, letter, item)).pdf
    except (CannotSet, MissingVariables) as fault:
        messages.warning(request, f"不能排版：{fault}")
        return redirect("designing_letters", pk=pk)
    headers = {"Content-Disposition": f'inline; filename="{letter.key}-sample.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _sample(template: Any, letter: ShippedLetter, item: ServiceItem) -> dict[str, Any]:
    """The sample data of the template, as this organ and item would say them."""
    today = timezone.localdate()
    own = {
        "organ": item.organ.name, "item": item.name, "number": "样张", "to": "试办申请人",
        "date": f"{today.year}年{today.month}月{today.day}日", "project_no": "样张",
    }  # fmt: skip
    return {**json.loads(template.sample or "{}"), **own}
