"""For everybody: the catalogue, the policy library, one item, the guides."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingtang.domains.disclosure.catalogue.channel import frame
from mingtang.domains.disclosure.catalogue.forms.public import CatalogueFilter, PolicyFilter
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.nodes import nodes
from mingtang.domains.disclosure.catalogue.queries import public as queries
from mingtang.domains.disclosure.catalogue.rules import State, paragraphs
from mingtang.kernel.content.api import can_open
from mingtang.kernel.content.delivery import download
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _badge(row: InformationItem) -> Any:
    return tag(row.get_validity_display(), row.tone) if row.is_policy else "—"


def _published_on(row: InformationItem) -> Any:
    return timezone.localdate(row.published_at)


COLUMNS = (
    Column("index_no", "索引号", sort="index_no", minor=True),
    Column("title", "名称", sort="title", link=InformationItem.get_absolute_url),
    Column("doc_no", "文号", sort="doc_no", middle=True),
    Column("written", "成文日期", sort="written_on", kind="date", minor=True, value=lambda row: row.written_on),
    Column("publish", "公布日期", sort="published_at", kind="date", middle=True, value=_published_on),
    Column("validity", "有效性", value=lambda row: row.get_validity_display() if row.is_policy else "", show=_badge),
    Column("publisher", "发文机关", value=lambda row: row.publisher_words, export_only=True),
    Column("place", "公开目录", value=lambda row: row.place, export_only=True),
    Column("topic", "主题分类", value=lambda row: row.topic_words, export_only=True),
    Column("summary", "内容概述", value=lambda row: row.summary, export_only=True),
)
CATALOGUE = Listing(
    columns=COLUMNS, default_sort="-publish", filter_form=CatalogueFilter, caption="公开的政府信息", page_size=10,
    empty="这个栏目还没有内容", exportable=True,
)  # fmt: skip
POLICIES = Listing(
    columns=COLUMNS, default_sort="-written", filter_form=PolicyFilter, caption="政策文件", page_size=20,
    empty="还没有政策文件", exportable=True,
)  # fmt: skip


@require_safe
def catalogue_page(request: HttpRequest) -> HttpResponseBase:
    """Public items of a node; five statements: organs, how many, these, the counts of the tree, who answers for the node."""
    code = request.GET.get("node", "")
    if code and code not in nodes():
        raise Http404
    organs = queries.publishing_organs()
    if request.GET.get("export"):
        return CATALOGUE.export(request, queries.listed_items(), "政府信息公开目录", organs=organs)
    page = CATALOGUE.page(request, queries.listed_items(), organs=organs)
    branches, organ = queries.tree(code), _organ(request)
    node = nodes().get(code)
    context = frame(
        "rules" if code == "rules" else "catalogue", page=page, branches=branches, node=node,
        heading=node.title if node else "全部公开内容", duties=queries.duties_of(code, organ) if code else [],
        total=sum(branch.count for branch in branches),
    )  # fmt: skip
    return render(request, "disclosure_catalogue/public/catalogue.html", context)


def _organ(request: HttpRequest) -> int | None:
    wish = request.GET.get("organ", "")
    return int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 18 else None


@require_safe
def policies_page(request: HttpRequest) -> HttpResponseBase:
    """The policy library; two statements."""
    if request.GET.get("export"):
        return POLICIES.export(request, queries.policies(), "政策文件库")
    context = frame("policies", page=POLICIES.page(request, queries.policies()))
    return render(request, "disclosure_catalogue/public/policies.html", context)


@require_safe
def item_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One item, whatever its validity; one that was withdrawn says so and why, with status 410."""
    rows = InformationItem.objects.filter(state__in=(State.PUBLISHED, State.WITHDRAWN))
    rows = rows.select_related("organ", "replaced_by", "interprets", "translates")
    item: InformationItem = get_object_or_404(rows, pk=pk)
    if item.state == State.WITHDRAWN:
        return render(request, "disclosure_catalogue/public/withdrawn.html", frame("catalogue", item=item), status=410)
    if item.term_until and item.term_until < timezone.localdate():
        raise Http404
    files = queries.files_of(item)
    public = queries.public_items()
    context = frame(
        "catalogue", item=item, paragraphs=paragraphs(item.body), node=nodes().get(item.node),
        official=next((each for each in files if each.key == OFFICIAL), None),
        attachments=[each for each in files if each.key != OFFICIAL],
        interpretations=public.filter(interprets=item), replaced=public.filter(replaced_by=item),
        changes=item.changes.all(), translations=public.filter(translates=item),
        address=request.build_absolute_uri(reverse("disclosure_item", args=[item.pk])),
    )  # fmt: skip
    return render(request, "disclosure_catalogue/public/item.html", context)


OFFICIAL = "official"
"""The key of the material that is the official file (版式文件)."""


@require_safe
def attachment(request: HttpRequest, pk: int, material: int) -> HttpResponseBase:
    """A file of a public item, for anybody."""
    item: InformationItem = get_object_or_404(queries.public_items(), pk=pk)
    found = next((each for each in queries.files_of(item) if each.pk == material), None)
    if found is None or not can_open(request.actor, found.file):  # type: ignore[attr-defined]
        raise Http404
    return download(request, found.file)


@require_safe
def guides_page(request: HttpRequest) -> HttpResponseBase:
    """The guides (公开指南): the one chosen, the first unless another is; one statement."""
    guides = queries.guides()
    wish = _organ(request)
    chosen = next((each for each in guides if each.organ_id == wish), guides[0] if guides else None)
    items = [{"label": each.organ.name, "url": f"?organ={each.organ_id}", "current": each == chosen} for each in guides]
    context = frame("guide", guide=chosen, guides=items)
    return render(request, "disclosure_catalogue/public/guide.html", context)
