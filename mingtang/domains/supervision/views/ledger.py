"""The ledger (台账) of items, and the record of each charged organ."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.supervision import acts
from mingtang.domains.supervision.calendar import Lights, lights_for
from mingtang.domains.supervision.forms import ItemFilter
from mingtang.domains.supervision.models import Charge, SupervisedItem
from mingtang.domains.supervision.permissions import PROPOSE_ITEMS
from mingtang.domains.supervision.queries.ledger import ledger
from mingtang.domains.supervision.queries.statistics import records_of
from mingtang.kernel.evidence.api import Actor, act, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light


def listing_with(lights: Lights) -> Listing:
    """The ledger with lights."""

    def show_light(item: SupervisedItem) -> Any:
        stands = lights.of(item)
        return light(stands.state, stands.label) if stands.state else "—"

    return Listing(
        columns=(
            Column("title", "事项", sort="title", link=lambda item: reverse("supervised_item", args=[item.pk]),
                   sub=lambda item: item.number or "草稿"),
            Column("stage", "状态", value=lambda item: item.stage_words),
            Column("light", "时限", value=lambda item: lights.of(item).label, show=show_light),
            Column("due_on", "办结期限", sort="due_on", kind="date", middle=True),
            Column("lead", "主办单位", sort="lead__rank lead__path", value=lambda item: item.lead.label, minor=True),
            Column("source", "来源", sort="source", value=lambda item: item.get_source_display(), middle=True),
            Column("level", "级别", sort="level", value=lambda item: item.get_level_display(), middle=True),
            Column("assigned_on", "交办日期", sort="assigned_on", kind="date", middle=True),
            Column("drafted_at", "立项时间", sort="drafted_at", kind="datetime", middle=True),
        ),
        default_sort="-drafted_at", filter_form=ItemFilter, caption="督查事项台账", unit="件", exportable=True,
        empty="还没有督查事项。本单位承办的事项交办后会出现在这里。",
    )  # fmt: skip


@officials_only
def ledger_page(request: Any) -> HttpResponseBase:
    """Items of the reader; five statements however many there are: calendar, limit, organs, how many, and these."""
    rows, lights = ledger(request.actor), lights_for(request.actor.organ_id)
    arguments = {"organs": charged_organs(request.actor), "amber_until": lights.amber_until}
    listing = listing_with(lights)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出督查台账：{request.GET.urlencode()}"
        return listing.export(request, rows, "督查台账", **arguments)
    context = {"page": listing.page(request, rows, **arguments), "may_propose": request.actor.may(PROPOSE_ITEMS)}
    return render(request, "supervision/ledger.html", context)


def charged_organs(actor: Actor) -> list[tuple[int, str]]:
    """Organs charged with items that the actor may see, for the filter; one statement."""
    visible = SupervisedItem.objects.visible_to(actor).order_by().values("pk")
    rows = Charge.objects.filter(item__in=visible).order_by("organ__rank", "organ__path")
    named = rows.values_list("organ_id", "organ__short_name", "organ__name", "organ__rank", "organ__path").distinct()
    return [(key, short or name) for key, short, name, _rank, _path in named]


@officials_only
def statistics(request: HttpRequest) -> HttpResponseBase:
    """The record of each charged organ in a year."""
    this_year = timezone.localdate().year
    wish = request.GET.get("year", "")
    year = int(wish) if wish.isascii() and wish.isdigit() and 2000 <= int(wish[:4]) <= this_year else this_year
    records = records_of(request.actor, year)  # type: ignore[attr-defined]
    reported = [record for record in records if record.reported]
    bars = [{"label": each.organ, "value": round(each.days / each.reported)} for each in reported]
    context = {
        "records": records,
        "year": year,
        "years": [this_year - back for back in range(3)],
        "bars": bars,
        "most": max([bar["value"] for bar in bars] or [1]) or 1,  # type: ignore[type-var]
        "height": 48 * len(bars) + 8,
    }
    return render(request, "supervision/statistics.html", context)
