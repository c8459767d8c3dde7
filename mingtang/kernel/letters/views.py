"""The workbench of letters: list, one template with its pages and versions, editing."""

import difflib
import json
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

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
from mingtang.kernel.letters.fonts import missing_roles
from mingtang.kernel.letters.forms import ContentForm, NewTemplateForm
from mingtang.kernel.letters.kinds import LETTERS, Content
from mingtang.kernel.letters.models import LetterVersion
from mingtang.kernel.letters.permissions import DESIGN_LETTERS, READ_LETTERS
from mingtang.kernel.letters.rendering import preview_pictures, set_letter
from mingtang.kernel.letters.rules import write_variables
from mingtang.kernel.letters.starting import STARTING
from mingtang.kernel.letters.typesetting import CannotSet, SourceFault

LISTING = listing_of(LETTERS)


@asks(READ_LETTERS)
def letter_list(request: ActorRequest) -> HttpResponseBase:
    """Templates in the reader's reach; two statements."""
    return show_list(request, LETTERS, LISTING, "letters/list.html", missing=missing_roles())


@asks(READ_LETTERS)
def letter_version(request: ActorRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    """One version, else the newest: with its pages, and how its source differs from the one before."""
    definition = in_reach(request, LETTERS, pk)
    frame = version_frame(request, LETTERS, definition, number)
    version, versions = frame["version"], frame["versions"]
    before = next((each for each in versions if each.number == version.number - 1), None)
    pages, faults = _pages(version)
    own = {
        "pages": [reverse("letter_picture", args=[pk, version.number, n + 1]) for n in range(pages)],
        "faults": faults,
        "missing": missing_roles(),
        "before": before,
        "changes": list(_changed_lines(before, version)) if before else [],
    }
    return render(request, "letters/version.html", frame | own)


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
    version = version_numbered(in_reach(request, LETTERS, pk), number)
    try:
        letter = set_letter(version, json.loads(version.sample))
    except CannotSet as error:
        return told(request, f"不能排版：{error}", version.get_absolute_url(), good=False)
    headers = {"Content-Disposition": f'inline; filename="{version.definition.key}-{number}.pdf"'}
    return HttpResponse(letter.pdf, content_type="application/pdf", headers=headers)


@asks(READ_LETTERS)
def letter_picture(request: ActorRequest, pk: int, number: int, page: int) -> HttpResponseBase:
    """One page of a version with its sample data, as a picture."""
    version = version_numbered(in_reach(request, LETTERS, pk), number)
    try:
        pages = preview_pictures(version)
    except CannotSet as error:
        raise Http404 from error
    if not 1 <= page <= len(pages):
        raise Http404
    return HttpResponse(pages[page - 1], content_type="image/png", headers={"Cache-Control": "private, no-cache"})


@asks(DESIGN_LETTERS)
def letter_create(request: ActorRequest) -> HttpResponseBase:
    """Create a template, beginning with an example."""
    form = NewTemplateForm(request.POST or None, actor=request.actor, kind=LETTERS, initial=STARTING)
    if request.method == "POST" and form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("key", "title", "organ")}
        try:
            template = create_definition(request.actor, LETTERS, content=_content(form), **names)
            said = f"已建立文书模板“{template}”，还是草稿，发布后才能使用。"
            return told(request, said, template.get_absolute_url())
        except Refused as fault:
            blame(form, fault)
    intro = "源文决定版面和固定文字，变量由业务填入。下面是一个例子，可以直接改。"
    return show_editor(request, LETTERS, form, intro=intro)


@asks(DESIGN_LETTERS)
def letter_design(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Edit the newest version; a published one opens a new draft. Faults of the source show on the page of the draft."""
    template = in_reach(request, LETTERS, pk, DESIGN_LETTERS)
    newest = newest_of(template)
    start = {
        "source": newest.source,
        "variables": write_variables(newest.variables),
        "sample": newest.sample,
        "seen": newest.digest,
    }
    form = ContentForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            draft = save_draft(request.actor, LETTERS, template, _content(form), seen=data["seen"], note=data["note"])
            return told(request, f"已保存为第 {draft.number} 版草稿。", template.get_absolute_url())
        except Refused as fault:
            blame(form, fault)
    intro = "保存后可以看排版效果；源文有错时会指出行号。"
    return show_editor(request, LETTERS, form, intro=intro, newest=newest)


def _content(form: ContentForm | NewTemplateForm) -> Content:
    given = form.cleaned_data
    source = given["source"].replace("\r\n", "\n")
    return Content(source, given["variables"], given["sample"].replace("\r\n", "\n"))
