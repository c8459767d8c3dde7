"""The workbench of forms: list, one form with its versions, editing the document, trying it out, publishing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Permission
from mingtang.kernel.forms import actions
from mingtang.kernel.forms.answers import class_of
from mingtang.kernel.forms.forms import DocumentForm, FormFilter, NewForm
from mingtang.kernel.forms.models import FormDefinition, FormVersion, State
from mingtang.kernel.forms.permissions import DESIGN_FORMS, PUBLISH_FORMS, READ_FORMS
from mingtang.kernel.forms.queries import definitions_visible_to, read_once, versions_of
from mingtang.kernel.forms.reading import sections_of
from mingtang.kernel.forms.starting import STARTING_DOCUMENT
from mingtang.lib.forms import Fault, differences
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

STATE_KINDS = {State.DRAFT: "warn", State.PUBLISHED: "good"}


def _state(row: Any) -> str:
    return str(State(row.newest_state).label)


FORMS = Listing(
    columns=(
        Column("title", "名称", sort="title", link=lambda row: row.get_absolute_url(), sub=lambda row: row.code),
        Column("organ", "所属机构", sort="organ__path", value=lambda row: str(row.organ or "全平台"), middle=True),
        Column("in_force", "在用版本", sort="in_force", kind="number", value=lambda row: row.in_force or "—"),
        Column(
            "newest_state", "最新版本", value=_state, minor=True,
            show=lambda row: tag(f"第 {row.newest} 版 {_state(row)}", STATE_KINDS.get(row.newest_state, "")),
        ),
        Column("saved_at", "保存时间", sort="saved_at", kind="datetime", minor=True),
    ),
    default_sort="title",
    filter_form=FormFilter,
    caption="表单",
    unit="张",
    empty="还没有表单",
)  # fmt: skip


@asks(READ_FORMS)
def form_list(request: ActorRequest) -> HttpResponseBase:
    """Forms in the reader's reach; two statements."""
    page = FORMS.page(request, definitions_visible_to(request.actor))
    context = {"page": page, "may_design": request.actor.may(DESIGN_FORMS)}
    return render(request, "forms/list.html", context)


def _definition(request: ActorRequest, pk: int, to: Permission | None = None) -> FormDefinition:
    definition: FormDefinition = get_object_or_404(definitions_visible_to(request.actor), pk=pk)
    if to is not None and not request.actor.may(to, definition):
        raise PermissionDenied(f"您没有“{to.label}”的权限，或对象不在您的管辖范围内。")
    return definition


@asks(READ_FORMS)
def form_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One form: the newest version as it will be filled in, what it changes, all versions, and what may be done."""
    definition = _definition(request, pk)
    versions = list(versions_of(definition))
    return _shown(request, definition, versions, versions[0])


@asks(READ_FORMS)
def form_version(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """One version, and how it differs from the one before or from another (`?against=`)."""
    definition = _definition(request, pk)
    versions = list(versions_of(definition))
    return _shown(request, definition, versions, _numbered(versions, number))


def _numbered(versions: list[FormVersion], number: int) -> FormVersion:
    found = next((version for version in versions if version.number == number), None)
    return found or get_object_or_404(FormVersion.objects.none())


def _shown(
    request: ActorRequest, definition: FormDefinition, versions: list[FormVersion], version: FormVersion
) -> HttpResponseBase:
    before = _compared_with(request, versions, version)
    form = read_once(version.digest, version.text)
    context = {
        "definition": definition,
        "version": version,
        "versions": versions,
        "newest": versions[0],
        "form": form,
        "fields": len(form.fields),
        "before": before,
        "changes": differences(read_once(before.digest, before.text), form) if before else [],
        "in_force": next((each for each in versions if each.state == State.PUBLISHED), None),
        "kinds": STATE_KINDS,
        "can": {
            "design": request.actor.may(DESIGN_FORMS, definition),
            "publish": request.actor.may(PUBLISH_FORMS, definition),
        },
    }
    return render(request, "forms/page.html", context)


def _compared_with(request: ActorRequest, versions: list[FormVersion], version: FormVersion) -> FormVersion | None:
    said = request.GET.get("against", "")
    wanted = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else version.number - 1
    return next((each for each in versions if each.number == wanted and each.pk != version.pk), None)


@asks(READ_FORMS)
def form_preview(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """Try a version out: it is judged as in earnest, and nothing is kept but files, which are one's own."""
    definition = _definition(request, pk)
    version = _numbered(list(versions_of(definition)), number)
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
def form_new(request: ActorRequest) -> HttpResponseBase:
    """Create a form, beginning with an example."""
    form = NewForm(request.POST or None, actor=request.actor, initial={"text": STARTING_DOCUMENT})
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            definition = actions.create_form(request.actor, **form.cleaned_data)
        except Refused as fault:
            faults = _blame(form, fault)
        else:
            messages.success(request, f"已建立表单“{definition}”，还是草稿，发布后才能使用。")
            return redirect(definition)
    context = {"form": form, "faults": faults}
    return render(request, "forms/new.html", context, status=422 if form.errors else 200)


@asks(DESIGN_FORMS)
def form_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Edit the document of the newest version; a published one opens a new draft. All faults are listed at once."""
    definition = _definition(request, pk, DESIGN_FORMS)
    newest = versions_of(definition)[0]
    form = DocumentForm(request.POST or None, initial={"text": newest.text, "seen": newest.digest})
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.save_draft(request.actor, definition, **form.cleaned_data)
        except Refused as fault:
            faults = _blame(form, fault)
        else:
            messages.success(request, f"已保存为第 {version.number} 版草稿。")
            return redirect(definition)
    context = {"definition": definition, "newest": newest, "form": form, "faults": faults}
    return render(request, "forms/edit.html", context, status=422 if form.errors else 200)


def _blame(form: Any, fault: Refused) -> list[Fault]:
    """Put the refusal beside its field; the faults of a document are listed as well."""
    form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    return getattr(fault, "faults", [])


@require_POST
@asks(PUBLISH_FORMS)
def form_publish(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Publish the draft that was looked at."""
    definition = _definition(request, pk, PUBLISH_FORMS)
    return _done(
        request, definition, "已发布。此后新填的都用这一版，已填的仍按原来的版本查阅。",
        lambda: actions.publish_draft(request.actor, definition, seen=request.POST.get("seen", "")),
    )  # fmt: skip


@require_POST
@asks(DESIGN_FORMS)
def form_discard(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Discard the draft."""
    definition = _definition(request, pk, DESIGN_FORMS)
    return _done(request, definition, "草稿已放弃。", lambda: actions.discard_draft(request.actor, definition))


@require_POST
@asks(PUBLISH_FORMS)
def form_retire(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take the form out of force."""
    definition = _definition(request, pk, PUBLISH_FORMS)
    return _done(request, definition, "已停用，不能再填新的。", lambda: actions.retire_form(request.actor, definition))


def _done(request: ActorRequest, definition: FormDefinition, said: str, do: Any) -> HttpResponseBase:
    """Do it and say so, or say why not; both on the page of the form."""
    try:
        do()
    except Refused as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, said)
    return redirect(reverse("form_page", args=[definition.pk]))
