"""Lists of forms, one form with its versions, making one, writing its document by hand, trying it out."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingtang.kernel.definitions.api import create_definition, newest_of, save_draft
from mingtang.kernel.definitions.views import (
    blame,
    in_reach,
    listing_of,
    show_editor,
    show_list,
    told,
    version_frame,
    version_numbered,
)
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.forms.answers import class_of
from mingtang.kernel.forms.forms import DocumentForm, NewForm
from mingtang.kernel.forms.kinds import FORMS
from mingtang.kernel.forms.models import FormVersion
from mingtang.kernel.forms.permissions import DESIGN_FORMS, READ_FORMS
from mingtang.kernel.forms.queries import read_once
from mingtang.kernel.forms.reading import sections_of
from mingtang.kernel.forms.starting import STARTING_DOCUMENT
from mingtang.lib.forms import Fault, differences

LISTING = listing_of(FORMS)
EXAMPLE = "文档决定问什么、何时问、怎么核对；网页、接口和打印都由它生成。下面是一个例子，可以直接改。"


@asks(READ_FORMS)
def form_list(request: ActorRequest) -> HttpResponseBase:
    """Forms in the reader's reach; two statements."""
    return show_list(request, FORMS, LISTING, "definitions/list.html")


@asks(READ_FORMS)
def form_version(request: ActorRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    """One version, else the newest: as it will be filled in, and how it differs from the one before (or `?against=`)."""
    definition = in_reach(request, FORMS, pk)
    frame = version_frame(request, FORMS, definition, number)
    version, before = frame["version"], _compared_with(request, frame["versions"], frame["version"])
    form = read_once(version.digest, version.text)
    changes = differences(read_once(before.digest, before.text), form) if before else []
    own = {"form": form, "fields": len(form.fields), "before": before, "changes": changes}
    return render(request, "forms/version.html", frame | own)


def _compared_with(request: ActorRequest, versions: list[FormVersion], version: FormVersion) -> FormVersion | None:
    said = request.GET.get("against", "")
    wanted = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else version.number - 1
    return next((each for each in versions if each.number == wanted and each.pk != version.pk), None)


@asks(READ_FORMS)
def form_preview(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """Try a version out: it is judged as in earnest, and nothing is kept but files, which are one's own."""
    version = version_numbered(in_reach(request, FORMS, pk), number)
    definition_form = read_once(version.digest, version.text)
    made = class_of(definition_form)
    if request.method != "POST":
        return _preview(request, version, made(actor=request.actor))
    form = made(request.POST, request.FILES, actor=request.actor)
    if form.is_reshaped:
        return _preview(request, version, form.reshaped())
    if not form.is_valid():
        return _preview(request, version, form, status=422)
    return _preview(request, version, form, answers=sections_of(definition_form, form.answers))


def _preview(
    request: ActorRequest, version: FormVersion, form: Any, status: int = 200, **more: Any
) -> HttpResponseBase:
    return render(request, "forms/preview.html", {"version": version, "form": form, **more}, status=status)


@asks(DESIGN_FORMS)
def form_create(request: ActorRequest) -> HttpResponseBase:
    """Create a form, beginning with an example."""
    form = NewForm(request.POST or None, actor=request.actor, kind=FORMS, initial={"text": STARTING_DOCUMENT})
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("key", "title", "organ")}
        try:
            definition = create_definition(request.actor, FORMS, content=form.cleaned_data["text"], **names)
            said = f"已建立表单“{definition}”，还是草稿，发布后才能使用。"
            return told(request, said, FORMS.url("design", definition.pk))
        except Refused as fault:
            faults = _blame(form, fault)
    return show_editor(request, FORMS, form, "forms/editor.html", intro=EXAMPLE, faults=faults)


@asks(DESIGN_FORMS)
def form_document(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Edit the document of the newest version; a published one opens a new draft. All faults are listed at once."""
    definition = in_reach(request, FORMS, pk, DESIGN_FORMS)
    newest = newest_of(definition)
    form = DocumentForm(request.POST or None, initial={"text": newest.text, "seen": newest.digest})
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            draft = save_draft(request.actor, FORMS, definition, data["text"], seen=data["seen"], note=data["note"])
            return told(request, f"已保存为第 {draft.number} 版草稿。", definition.get_absolute_url())
        except Refused as fault:
            faults = _blame(form, fault)
    intro = "有错误时一次全部列出，不会保存，也不会丢。"
    return show_editor(request, FORMS, form, "forms/editor.html", intro=intro, newest=newest, faults=faults)


def _blame(form: Any, fault: Refused) -> list[Fault]:
    """Put the refusal beside its field; the faults of a document are listed as well."""
    blame(form, fault)
    return getattr(fault, "faults", [])
