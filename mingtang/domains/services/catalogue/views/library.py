"""The library of items on the workbench: all items, what waits for the reader, what may be claimed, the base catalogue."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingtang.domains.services.catalogue import acts
from mingtang.domains.services.catalogue.actions.claiming import claim
from mingtang.domains.services.catalogue.actions.drafting import create_item
from mingtang.domains.services.catalogue.forms import (
    STATE_KINDS,
    CatalogFilter,
    ClaimFilter,
    ItemFilter,
    NewItemForm,
    WaitingFilter,
)
from mingtang.domains.services.catalogue.models import CatalogItem, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import AUDIT_ITEMS, EDIT_ITEMS, REVIEW_ITEMS
from mingtang.domains.services.catalogue.queries.items import (
    claimable_items,
    items_visible_to,
    open_versions_for,
    organs_with_items,
    upgrades_waiting,
)
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import act, asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

VersionState = ItemVersion.State


def _newest(row: Any) -> str:
    return f"第 {row.newest} 版 {VersionState(row.newest_state).label}"


def _wanting(row: Any) -> Any:
    return tag(f"{row.newest_defects} 处", "warn") if row.newest_defects else tag("无", "good")


ITEMS = Listing(
    columns=(
        Column("name", "事项", sort="name", link=lambda row: row.get_absolute_url(), sub=lambda row: row.code),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display(),
               show=lambda row: tag(row.get_state_display(), STATE_KINDS.get(row.state, ""))),
        Column("newest", "最新版本", value=_newest, middle=True),
        Column("defects", "待完善", sort="newest_defects", kind="number", value=lambda row: row.newest_defects,
               show=_wanting, middle=True),
        Column("organ", "实施机关", sort="organ__path", value=lambda row: row.organ.label, minor=True),
        Column("task_type", "类型", sort="task_type", value=lambda row: row.get_task_type_display(), minor=True),
        Column("promise", "承诺时限", sort="promise_amount", value=lambda row: row.promise_words or "—", middle=True),
        Column("saved_at", "修改时间", sort="saved_at", kind="datetime", middle=True),
        Column("local_task_code", "地方实施编码", export_only=True),
        Column("task_code", "实施编码", export_only=True),
    ),
    default_sort="-saved_at",
    filter_form=ItemFilter,
    caption="政务服务事项",
    unit="项",
    exportable=True,
    empty="还没有事项。可以新建、认领上级事项，或者导入清单。",
)  # fmt: skip


@officials_only
def item_list(request: Any) -> HttpResponseBase:
    """Items in the reader's reach; three statements: the organs of the filter, how many, and these."""
    rows, organs = items_visible_to(request.actor), organs_with_items(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出事项：{request.GET.urlencode()}"
        return ITEMS.export(request, rows, "政务服务事项", organs=organs)
    may = request.actor.may
    context = {
        "page": ITEMS.page(request, rows, organs=organs),
        "may_edit": may(EDIT_ITEMS),
        "may_decide": may(REVIEW_ITEMS) or may(AUDIT_ITEMS) or may(EDIT_ITEMS),
    }
    return render(request, "catalogue/workbench/list.html", context)


WAITING = Listing(
    columns=(
        Column("name", "事项", sort="item__name", value=lambda row: row.item.name,
               link=lambda row: row.item.get_absolute_url(), sub=lambda row: row.item.code),
        Column("state", "到了哪一步", sort="state", value=lambda row: row.get_state_display(),
               show=lambda row: tag(row.get_state_display(), STATE_KINDS.get(row.state, ""))),
        Column("defects", "待完善", sort="defects", kind="number",
               show=lambda row: tag(f"{row.defects} 处", "warn") if row.defects else tag("无", "good")),
        Column("organ", "实施机关", sort="item__organ__path", value=lambda row: row.item.organ.label, minor=True),
        Column("author", "编制人", value=lambda row: row.author.person.name if row.author else "系统", middle=True),
        Column("saved_at", "修改时间", sort="saved_at", kind="datetime", middle=True),
    ),
    default_sort="-saved_at",
    filter_form=WaitingFilter,
    caption="等待办理的事项版本",
    unit="项",
    empty="没有等您编制、审核或审定的版本。",
)  # fmt: skip


@officials_only
def waiting_list(request: Any) -> HttpResponseBase:
    """What waits for the reader: drafts, reviews, audits, and upgrades from above; three statements."""
    upgrades = upgrades_waiting(request.actor)[:50]
    context = {"page": WAITING.page(request, open_versions_for(request.actor)), "upgrades": upgrades}
    return render(request, "catalogue/workbench/waiting.html", context)


@asks(EDIT_ITEMS)
def item_new(request: Any) -> HttpResponseBase:
    """A new item; its sections are filled in afterwards."""
    form = NewItemForm(request.POST or None, organs=_own_organs(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = create_item(request.actor, form.cleaned_data["organ"], form.document, kind=form.cleaned_data["kind"])
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, f"已建立事项“{made}”，接着填写各节内容。")
            return redirect("service_item_edit", pk=made.pk, number=0)
    return render(request, "catalogue/workbench/new.html", {"form": form}, status=422 if form.errors else 200)


def _own_organs(request: Any) -> Any:
    return Organ.objects.within(request.actor, EDIT_ITEMS).active().order_by("rank", "path")


CLAIMABLE = Listing(
    columns=(
        Column("name", "上级事项", sort="name", link=lambda row: row.get_absolute_url(), sub=lambda row: row.code),
        Column("organ", "实施机关", sort="organ__path", value=lambda row: row.organ.label),
        Column("task_type", "类型", sort="task_type", value=lambda row: row.get_task_type_display(), minor=True),
        Column("promise", "承诺时限", value=lambda row: row.promise_words or "—", middle=True),
    ),
    default_sort="name",
    filter_form=ClaimFilter,
    caption="可以认领的上级事项",
    unit="项",
    empty="上级机关还没有发布可以认领的事项。",
)


@asks(EDIT_ITEMS)
def claimable_list(request: Any) -> HttpResponseBase:
    """Items of superiors that the reader's organ may claim; two statements."""
    rows = claimable_items().exclude(organ=request.actor.organ_id).exclude(claims__organ=request.actor.organ_id)
    return render(request, "catalogue/workbench/claimable.html", {"page": CLAIMABLE.page(request, rows)})


@require_POST
@asks(EDIT_ITEMS)
def item_claim(request: Any, pk: int) -> HttpResponseBase:
    """Claim an item for the reader's organ."""
    item = get_object_or_404(claimable_items(), pk=pk)
    organ = get_object_or_404(_own_organs(request), pk=request.actor.organ_id)
    try:
        mine = claim(request.actor, item, organ)
    except Refused as fault:
        messages.warning(request, str(fault))
        return redirect("claimable_items")
    messages.success(request, "已认领，请核对本单位的内容后提交审核。")
    return redirect("service_item", pk=mine.pk)


CATALOG = Listing(
    columns=(
        Column("name", "名称", sort="name", sub=lambda row: row.catalog_code),
        Column("task_type", "类型", sort="task_type", value=lambda row: row.get_task_type_display()),
        Column("legal_basis", "设定依据", minor=True),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display(), middle=True),
        Column("catalog_code", "基本编码", sort="catalog_code", export_only=True),
    ),
    default_sort="name",
    filter_form=CatalogFilter,
    caption="基本目录",
    unit="项",
    empty="还没有基本目录。",
)


@officials_only
def catalog_list(request: Any) -> HttpResponseBase:
    """The base catalogue, which is public; two statements."""
    return render(
        request, "catalogue/workbench/catalog.html", {"page": CATALOG.page(request, CatalogItem.objects.all())}
    )


def found(request: Any, pk: int) -> ServiceItem:
    """The item, when the reader may see it; 404 otherwise."""
    rows = items_visible_to(request.actor).select_related(
        "organ", "in_force", "base__in_force", "base__organ", "parent"
    )
    item: ServiceItem = get_object_or_404(rows, pk=pk)
    return item
