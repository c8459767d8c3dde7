"""The workbench of letters: list, one template with its pages and versions, editing, publishing."""

import difflib
import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Permission
from mingtang.kernel.letters import actions
from mingtang.kernel.letters.actions import Content
from mingtang.kernel.letters.fonts import missing_roles
from mingtang.kernel.letters.forms import ContentForm, LetterFilter, NewTemplateForm
from mingtang.kernel.letters.models import LetterTemplate, LetterVersion, State
from mingtang.kernel.letters.permissions import DESIGN_LETTERS, PUBLISH_LETTERS, READ_LETTERS
from mingtang.kernel.letters.queries import templates_visible_to, versions_of
from mingtang.kernel.letters.rendering import preview_pictures, set_letter
from mingtang.kernel.letters.rules import write_variables
from mingtang.kernel.letters.starting import STARTING
from mingtang.kernel.letters.typesetting import CannotSet, SourceFault
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

STATE_KINDS = {State.DRAFT: "warn", State.PUBLISHED: "good"}


def _state(row: Any) -> str:
    return str(State(row.newest_state).label)


LETTERS = Listing(
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
    filter_form=LetterFilter,
    caption="文书模板",
    unit="个",
    empty="还没有文书模板",
)  # fmt: skip


@asks(READ_LETTERS)
def letter_list(request: ActorRequest) -> HttpResponseBase:
    """Templates in the reader's reach; two statements."""
    context = {
        "page": LETTERS.page(request, templates_visible_to(request.actor)),
        "may_design": request.actor.may(DESIGN_LETTERS),
        "missing": missing_roles(),
    }
    return render(request, "letters/list.html", context)


def _template(request: ActorRequest, pk: int, to: Permission | None = None) -> LetterTemplate:
    template: LetterTemplate = get_object_or_404(templates_visible_to(request.actor), pk=pk)
    if to is not None and not request.actor.may(to, template):
        raise PermissionDenied(f"您没有“{to.label}”的权限，或对象不在您的管辖范围内。")
    return template


@asks(READ_LETTERS)
def letter_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One template: the newest version with its pages, all versions, and what may be done."""
    template = _template(request, pk)
    versions = list(versions_of(template))
    return _shown(request, template, versions, versions[0])


@asks(READ_LETTERS)
def letter_version(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """One version, and how its source differs from the one before."""
    template = _template(request, pk)
    versions = list(versions_of(template))
    return _shown(request, template, versions, _numbered(versions, number))


def _numbered(versions: list[LetterVersion], number: int) -> LetterVersion:
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        raise Http404
    return found


def _shown(
    request: ActorRequest, template: LetterTemplate, versions: list[LetterVersion], version: LetterVersion
) -> HttpResponseBase:
    pages, faults = _pages(version)
    before = next((each for each in versions if each.number == version.number - 1), None)
    context = {
        "template": template,
        "version": version,
        "versions": versions,
        "newest": versions[0],
        "pages": [reverse("letter_picture", args=[template.pk, version.number, n + 1]) for n in range(pages)],
        "faults": faults,
        "missing": missing_roles(),
        "before": before,
        "changes": list(_changed_lines(before, version)) if before else [],
        "in_force": next((each for each in versions if each.state == State.PUBLISHED), None),
        "kinds": STATE_KINDS,
        "can": {
            "design": request.actor.may(DESIGN_LETTERS, template),
            "publish": request.actor.may(PUBLISH_LETTERS, template),
        },
    }
    return render(request, "letters/page.html", context)


def _pages(version: LetterVersion) -> tuple[int, list[SourceFault]]:
    """How many pages can be shown, and what is wrong when none can."""
    try:
        return len(preview_pictures(version)), []
    except CannotSet as error:
        return 0, error.faults


def _changed_lines(before: LetterVersion, after: LetterVersion) -> Any:
    """Lines of the sources that differ, with two around them: (sign, text)."""
    old, new = (f"{each.source}\n{write_variables(each.variables)}".splitlines() for each in (before, after))
    lines = list(difflib.unified_diff(old, new, lineterm="", n=2))[2:]
    return ((line[:1], line[1:]) for line in lines[:400])


@asks(READ_LETTERS)
def letter_pdf(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """A version with its sample data, as PDF."""
    version = _numbered(list(versions_of(_template(request, pk))), number)
    try:
        letter = set_letter(version, json.loads(version.sample))
    except CannotSet as error:
        messages.warning(request, f"不能排版：{error}")
        return redirect(version)
    headers = {"Content-Disposition": f'inline; filename="{version.template.code}-{number}.pdf"'}
    return HttpResponse(letter.pdf, content_type="application/pdf", headers=headers)


@asks(READ_LETTERS)
def letter_picture(request: ActorRequest, pk: int, number: int, page: int) -> HttpResponseBase:
    """One page of a version with its sample data, as a picture."""
    version = _numbered(list(versions_of(_template(request, pk))), number)
    try:
        pages = preview_pictures(version)
    except CannotSet as error:
        raise Http404 from error
    if not 1 <= page <= len(pages):
        raise Http404
    return HttpResponse(pages[page - 1], content_type="image/png", headers={"Cache-Control": "private, no-cache"})


@asks(DESIGN_LETTERS)
def letter_new(request: ActorRequest) -> HttpResponseBase:
    """Create a template, beginning with an example."""
    form = NewTemplateForm(request.POST or None, actor=request.actor, initial=STARTING)
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ("code", "title", "organ")}
        try:
            template = actions.create_template(request.actor, content=_content(form), **about)
        except Refused as fault:
            _blame(form, fault)
        else:
            messages.success(request, f"已建立文书模板“{template}”，还是草稿，发布后才能使用。")
            return redirect(template)
    return render(request, "letters/new.html", {"form": form}, status=422 if form.errors else 200)


@asks(DESIGN_LETTERS)
def letter_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Edit the newest version; a published one opens a new draft. Faults of the source show on the page of the draft."""
    template = _template(request, pk, DESIGN_LETTERS)
    newest = versions_of(template)[0]
    start = {
        "source": newest.source,
        "variables": write_variables(newest.variables),
        "sample": newest.sample,
        "seen": newest.digest,
    }
    form = ContentForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.save_draft(request.actor, template, _content(form), seen=form.cleaned_data["seen"])
        except Refused as fault:
            _blame(form, fault)
        else:
            messages.success(request, f"已保存为第 {version.number} 版草稿。")
            return redirect(template)
    context = {"template": template, "newest": newest, "form": form}
    return render(request, "letters/edit.html", context, status=422 if form.errors else 200)


def _content(form: ContentForm) -> Content:
    given = form.cleaned_data
    source = given["source"].replace("\r\n", "\n")
    return Content(source, given["variables"], given["sample"].replace("\r\n", "\n"))


def _blame(form: Any, fault: Refused) -> None:
    form.add_error(fault.field if fault.field in form.fields else None, str(fault))


@require_POST
@asks(PUBLISH_LETTERS)
def letter_publish(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Publish the draft that was looked at."""
    template = _template(request, pk, PUBLISH_LETTERS)
    seen = request.POST.get("seen", "")
    said = "已发布。此后的文书都用这一版。"
    return _done(request, template, said, lambda: actions.publish_draft(request.actor, template, seen=seen))


@require_POST
@asks(DESIGN_LETTERS)
def letter_discard(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Discard the draft."""
    template = _template(request, pk, DESIGN_LETTERS)
    return _done(request, template, "草稿已放弃。", lambda: actions.discard_draft(request.actor, template))


@require_POST
@asks(PUBLISH_LETTERS)
def letter_retire(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take the template out of force."""
    template = _template(request, pk, PUBLISH_LETTERS)
    return _done(request, template, "已停用。", lambda: actions.retire_template(request.actor, template))


def _done(request: ActorRequest, template: LetterTemplate, said: str, do: Any) -> HttpResponseBase:
    """Do it and say so, or say why not; both on the page of the template."""
    try:
        do()
    except Refused as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, said)
    return redirect(template)
