"""The ledger (台账) of messages, and how organs answer."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.forms.filters import MessageFilter
from mingtang.domains.interaction.messages.limits import lamp_of
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.domains.interaction.messages.queries.letters import messages_of
from mingtang.domains.interaction.messages.queries.statistics import (
    figures_by_kind,
    figures_by_organ,
    figures_of,
    received_between,
)
from mingtang.kernel.cases.lamps import Lamps
from mingtang.kernel.evidence.api import act, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light

SHOWN_YEARS = 3


def listing_with(lamps: Lamps) -> Listing:
    """The ledger with lights."""

    def lamp_words(row: Message) -> str:
        lamp = lamp_of(row, lamps)
        return lamp.label if lamp else "—"

    def show_lamp(row: Message) -> Any:
        lamp = lamp_of(row, lamps)
        return light(lamp.state, lamp.label) if lamp else "—"

    return Listing(
        columns=(
            Column("title", "留言", sort="title", link=lambda row: reverse("message", args=[row.pk]), sub=lambda row: row.number),
            Column("kind", "类别", sort="kind", value=lambda row: row.get_kind_display(), middle=True),
            Column("stage", "状态", sort="stage", value=lambda row: row.get_stage_display()),
            Column("light", "期限", sort="case__due_at", value=lamp_words, show=show_lamp),
            Column("unit", "承办单位", sort="unit__rank unit__path", value=lambda row: row.unit.label if row.unit else "—", minor=True),
            Column("received_at", "收到", sort="received_at", kind="datetime", middle=True),
            Column("satisfaction", "评价", value=lambda row: row.get_satisfaction_display() or "—", middle=True),
            Column("replied_at", "答复时间", value=lambda row: row.replied_at, export_only=True),
            Column("days", "用时（工作日）", value=lambda row: row.days, export_only=True),
            Column("publication", "公开", value=lambda row: row.get_publication_display(), export_only=True),
        ),
        default_sort="-received_at", filter_form=MessageFilter, caption="网民留言", exportable=True,
        empty="还没有留言。收到的留言，和转给本单位的留言，都列在这里。",
    )  # fmt: skip


@officials_only
def ledger_page(request: Any) -> HttpResponseBase:
    """Messages of the reader; four statements however many there are: calendar, organs, how many, and these."""
    rows, lamps = messages_of(request.actor), Lamps.of_organ(request.actor.organ_id)
    arguments = {"organs": _organs(request), "lamps": lamps}
    listing = listing_with(lamps)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出留言台账：{request.GET.urlencode()}"
        return listing.export(request, rows, "留言台账", **arguments)
    context = {"page": listing.page(request, rows, **arguments), "may_screen": request.actor.may(SCREEN_MESSAGES)}
    return render(request, "interaction/ledger.html", context)


def _organs(request: Any) -> list[tuple[int, str]]:
    """Organs in charge of messages that the reader may see, for the filter; one statement."""
    rows = Message.objects.visible_to(request.actor).filter(unit__isnull=False).order_by("unit__rank", "unit__path")
    named = rows.values_list("unit_id", "unit__short_name", "unit__name", "unit__rank", "unit__path").distinct()
    return [(key, short or name) for key, short, name, _rank, _path in named]


@officials_only
def message_page(request: Any, pk: int) -> HttpResponseBase:
    """A message is a case and stands on its page."""
    message = get_object_or_404(messages_of(request.actor), pk=pk)
    return redirect("case", pk=message.case_id)


@officials_only
def statistics(request: HttpRequest) -> HttpResponseBase:
    """The figures of a year, of the messages that the reader may see; three statements."""
    this_year = timezone.localdate().year
    years = [this_year - back for back in range(SHOWN_YEARS)]
    wish = request.GET.get("year", "")
    year = next((each for each in years if str(each) == wish), this_year)
    visible = Message.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    rows = received_between(
        visible, timezone.localdate().replace(year, 1, 1), timezone.localdate().replace(year, 12, 31)
    )
    organs = figures_by_organ(rows)
    bars = [{"label": each.name, "value": each.received} for each in organs]
    context = {
        "year": year, "years": years, "organs": organs, "kinds": figures_by_kind(rows), "whole": figures_of(rows),
        "bars": bars, "most": max((each.received for each in organs), default=1), "height": 48 * len(bars) + 8,
    }  # fmt: skip
    return render(request, "interaction/statistics.html", context)
