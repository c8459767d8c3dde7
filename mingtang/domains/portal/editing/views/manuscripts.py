"""The list of manuscripts, one as everybody would read it, and two versions side by side."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.comparing import changes_between
from mingtang.domains.portal.editing.forms import ManuscriptFilter, VersionsForm
from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS, WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.manuscripts import manuscripts_of, sites_of
from mingtang.domains.portal.editing.texts import article_of, file_address, files_of
from mingtang.domains.portal.editing.views.showing import stage_tag, tabs
from mingtang.domains.portal.sites.api import PUBLISH_ARTICLES
from mingtang.domains.portal.sites.views.previews import preview
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui.listing import Column, Listing

MANUSCRIPTS = Listing(
    columns=(
        Column("title", "标题", sort="title", link=lambda each: reverse("case", args=[each.case_id]),
               sub=lambda each: each.column.title),
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name, middle=True),
        Column("stage", "状态", sort="stage", value=lambda each: each.get_stage_display(), show=stage_tag),
        Column("writer", "撰稿人", value=lambda each: each.writer.holder_name if each.writer else "系统", middle=True),
        Column("version", "稿次", sort="version", kind="number", minor=True),
        Column("saved_at", "保存时间", sort="saved_at", kind="datetime", middle=True),
        Column("due_at", "排期", sort="release__due_at", kind="datetime", minor=True,
               value=lambda each: each.release.due_at if each.release else None),
        Column("column", "栏目", value=lambda each: each.column.title, export_only=True),
        Column("organ", "责任单位", value=lambda each: each.organ.name, export_only=True),
        Column("published_at", "发布时间", kind="datetime", export_only=True),
    ),
    default_sort="-saved_at", filter_form=ManuscriptFilter, caption="稿件", unit="篇", exportable=True,
    empty="还没有稿件。",
)  # fmt: skip


@asks(READ_MANUSCRIPTS)
def manuscripts_page(request: Any) -> HttpResponseBase:
    """Manuscripts of one's sites and columns; two statements however many there are, and three for the filter."""
    rows, sites = manuscripts_of(request.actor), sites_of(request.actor, READ_MANUSCRIPTS)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出稿件：{request.GET.urlencode()}"
        return MANUSCRIPTS.export(request, rows, "稿件", sites=sites)
    context = {
        "page": MANUSCRIPTS.page(request, rows, sites=sites),
        "may_write": request.actor.may(WRITE_MANUSCRIPTS),
        "may_publish": request.actor.may(PUBLISH_ARTICLES),
        "tabs": tabs("manuscripts"),
    }
    return render(request, "editing/manuscripts.html", context)


def found(request: Any, pk: int) -> Manuscript:
    """A manuscript that the reader may see. Raises Http404."""
    rows = manuscripts_of(request.actor).select_related("corrects", "article", "translates")
    manuscript: Manuscript = get_object_or_404(rows, pk=pk)
    return manuscript


@asks(READ_MANUSCRIPTS)
def preview_page(request: Any, pk: int) -> HttpResponseBase:
    """The manuscript on its site, as everybody would read it, shown to its readers only."""
    manuscript = found(request, pk)
    files = files_of(manuscript)
    article = article_of(manuscript, files, publish_date=manuscript.published_at or timezone.now())
    attached = [(each, file_address(each)) for each in files if not each.is_picture]
    back = reverse("case", args=[manuscript.case_id])
    return preview(request, manuscript.site, manuscript.column, article, files=attached, back=back)


@asks(READ_MANUSCRIPTS)
def compare_page(request: Any, pk: int) -> HttpResponseBase:
    """What changed between two versions, the last two unless others are chosen."""
    manuscript = found(request, pk)
    versions = list(manuscript.versions.select_related("saved_by__person"))
    texts = {each.number: each.text for each in versions}
    newest = max(texts, default=0)
    last = {"before": max(newest - 1, 1), "after": newest}
    form = VersionsForm(request.GET if request.GET.get("after") else last, versions=versions)
    chosen = form.cleaned_data if form.is_valid() else last
    context = {
        "manuscript": manuscript,
        "form": form,
        "chosen": chosen,
        "changes": changes_between(texts.get(chosen["before"], {}), texts.get(chosen["after"], {})),
    }
    return render(request, "editing/comparison.html", context)
