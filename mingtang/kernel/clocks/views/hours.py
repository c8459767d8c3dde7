"""Opening hours by region."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.kernel.clocks import actions
from mingtang.kernel.clocks.forms.calendars import HoursForm
from mingtang.kernel.clocks.permissions import MANAGE_CLOCKS
from mingtang.kernel.clocks.queries import opening_hours_visible_to
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.ui.listing import Column, Listing

HOURS = Listing(
    columns=(
        Column("region", "适用地区", sort="region__code", value=lambda row: row.region.name if row.region else "全国"),
        Column("windows", "办公时间", sort="windows"),
        Column("source", "依据", middle=True),
    ),
    default_sort="region",
    caption="办公时间",
    unit="处",
    empty="没有另行设定；各地按 09:00–12:00、13:30–17:30 计算",
)


@officials_only
def opening_hours(request: HttpRequest) -> HttpResponseBase:
    """Hours of the nation and of regions with their own; two statements."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    page = HOURS.page(request, opening_hours_visible_to(actor))
    return render(request, "clocks/hours.html", {"page": page, "may_manage": actor.may(MANAGE_CLOCKS)})


@asks(MANAGE_CLOCKS)
def opening_hours_set(request: HttpRequest) -> HttpResponseBase:
    """Set the hours of a region, or of the nation."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    form = HoursForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            actions.set_opening_hours(actor, data["region"], data["windows"], source=data["source"])
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
        else:
            messages.success(request, "办公时间已设定，按小时计算的时限正在重新计算。")
            return redirect("opening_hours")
    return render(request, "clocks/hours_form.html", {"form": form}, status=422 if form.errors else 200)
