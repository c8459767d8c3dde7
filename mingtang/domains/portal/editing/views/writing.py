"""Writing: a new manuscript, a draft with its checks and its looks beside it, its pictures and attachments."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingtang.domains.portal.editing.actions.writing import (
    Draft,
    add_file,
    describe_file,
    follow_original,
    remove_file,
    save_manuscript,
    write_manuscript,
)
from mingtang.domains.portal.editing.forms import FileForm, FileTitleForm, ManuscriptForm
from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.notation import CannotWrite
from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.editing.queries.manuscripts import articles_within
from mingtang.domains.portal.editing.queries.places import Place, place_of, places_to_write
from mingtang.domains.portal.editing.texts import article_of, draft_of_article, files_of
from mingtang.domains.portal.editing.views.manuscripts import found
from mingtang.domains.portal.editing.views.showing import FAULTS, blame, checks
from mingtang.domains.portal.sites.api import ArticlePage
from mingtang.kernel.evidence.api import asks


@asks(WRITE_MANUSCRIPTS)
def new_page(request: Any) -> HttpResponseBase:
    """Begin a manuscript for one of the columns where one may write."""
    places = places_to_write(request.actor)
    beginning = {"editor": request.actor.name, "place": request.GET.get("column", "")}
    form = ManuscriptForm(request.POST or None, places=places, corrects=False, initial=beginning)
    if request.method == "POST" and form.is_valid():
        return _begun(request, form, form.chosen_place) or _new(request, form, "撰写稿件")
    return _new(request, form, "撰写稿件")


@asks(WRITE_MANUSCRIPTS)
def correction_page(request: Any, article: int) -> HttpResponseBase:
    """Begin the correction of a published article with what it says."""
    page: ArticlePage = get_object_or_404(
        articles_within(request.actor, WRITE_MANUSCRIPTS).filter(live=True), pk=article
    )
    place = place_of(page)
    try:
        beginning = draft_of_article(page, place.site)
    except CannotWrite as reason:
        messages.error(request, str(reason))
        return redirect("manuscripts")
    form = ManuscriptForm(request.POST or None, places=None, corrects=True, initial=beginning)
    if request.method == "POST" and form.is_valid():
        done = _begun(request, form, place, corrects=page)
        return done or _new(request, form, f"更正：{page.title}")
    return _new(request, form, f"更正：{page.title}")


def _begun(
    request: Any, form: ManuscriptForm, place: Place, corrects: ArticlePage | None = None
) -> HttpResponseBase | None:
    """Where to go once the manuscript is begun; None when it could not be, with the reason on the form."""
    try:
        manuscript = write_manuscript(request.actor, place.column, form.draft, corrects=corrects)
    except FAULTS as fault:
        blame(form, fault)
        return None
    messages.success(request, "已保存草稿。右边是检查结果和清样。")
    return redirect("edit_manuscript", pk=manuscript.pk)


def _new(request: Any, form: ManuscriptForm, title: str) -> HttpResponseBase:
    return render(request, "editing/new.html", {"form": form, "title": title}, status=422 if form.errors else 200)


@asks(WRITE_MANUSCRIPTS)
def edit_page(request: Any, pk: int) -> HttpResponseBase:
    """Change a draft. `then` says what follows: saving (`save`), looking only (`look`), handing in (`submit`)."""
    manuscript = found(request, pk)
    if not manuscript.is_draft:
        return redirect("case", pk=manuscript.case_id)
    if request.method == "POST" and request.POST.get("then") == "followed":
        follow_original(request.actor, manuscript)
        messages.success(request, "已记下：译文按现在的原文。")
        return redirect("edit_manuscript", pk=pk)
    corrects = manuscript.corrects_id is not None
    form = ManuscriptForm(
        request.POST or None, places=None, corrects=corrects, initial=ManuscriptForm.beginning(manuscript)
    )
    shown = manuscript
    if request.method == "POST" and form.is_valid():
        shown = _as_typed(manuscript, form.draft)
        if request.POST.get("then") != "look" and (done := _saved(request, manuscript, form)):
            return done
    files, original = files_of(manuscript), manuscript.translates
    context = {
        "manuscript": manuscript,
        "form": form,
        "is_typed": shown is not manuscript,
        "checks": checks(findings_of(request.actor, shown)),
        "article": article_of(shown, files),
        "files": files,
        "original": original,
        "has_new_original": original is not None and manuscript.is_older_than(original.changed_at),
    }
    return render(request, "editing/edit.html", context, status=422 if form.errors else 200)


def _as_typed(manuscript: Manuscript, draft: Draft) -> Manuscript:
    """The manuscript as it would be after saving; nothing is written."""
    typed = copy(manuscript)
    for name, value in vars(draft).items():
        setattr(typed, name, value)
    return typed


def _saved(request: Any, manuscript: Manuscript, form: ManuscriptForm) -> HttpResponseBase | None:
    try:
        changed = save_manuscript(request.actor, manuscript, form.draft)
    except FAULTS as fault:
        blame(form, fault)
        return None
    if request.POST.get("then") == "submit":
        return redirect("submit_manuscript", pk=manuscript.pk)
    messages.success(request, "已保存。" if changed else "没有改动。")
    return redirect("edit_manuscript", pk=manuscript.pk)


@asks(WRITE_MANUSCRIPTS)
def files_page(request: Any, pk: int) -> HttpResponseBase:
    """Pictures and attachments of a draft: one more, or one less (`remove`)."""
    manuscript = found(request, pk)
    files = files_of(manuscript)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST":
        removed = next((each for each in files if str(each.pk) == request.POST.get("remove")), None)
        try:
            if removed is not None:
                remove_file(request.actor, removed)
                return redirect("manuscript_files", pk=pk)
            if form.is_valid():
                _add(request, manuscript, form)
                return redirect("manuscript_files", pk=pk)
        except FAULTS as fault:
            blame(form, fault)
    context = {
        "manuscript": manuscript,
        "form": form,
        "pictures": [each for each in files if each.is_picture],
        "attachments": [each for each in files if not each.is_picture],
        "back": reverse("edit_manuscript", args=[pk]),
    }
    return render(request, "editing/files.html", context, status=422 if form.errors else 200)


@asks(WRITE_MANUSCRIPTS)
def file_page(request: Any, pk: int, file: int) -> HttpResponseBase:
    """The words of one picture or attachment of a draft."""
    manuscript = found(request, pk)
    added = get_object_or_404(manuscript.files.select_related("manuscript", "file__content"), pk=file)
    form = FileTitleForm(request.POST or None, initial={"title": added.title, "caption": added.caption})
    if request.method == "POST" and form.is_valid():
        try:
            describe_file(request.actor, added, **form.cleaned_data)
            messages.success(request, "说明已保存。")
            return redirect("manuscript_files", pk=pk)
        except FAULTS as fault:
            blame(form, fault)
    context = {"manuscript": manuscript, "file": added, "form": form}
    return render(request, "editing/file.html", context, status=422 if form.errors else 200)


def _add(request: Any, manuscript: Manuscript, form: FileForm) -> None:
    said = form.cleaned_data
    is_picture = said["role"] == "picture"
    add_file(
        request.actor, manuscript, said["file"], title=said["title"], is_picture=is_picture, caption=said["caption"]
    )
    messages.success(request, "已添加。" + ("在正文里单独写一行[图…]放这张图片。" if is_picture else ""))
