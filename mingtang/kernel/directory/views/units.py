"""Units inside an organ."""

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import organs as actions
from mingtang.kernel.directory.forms.units import ClosingForm, NewUnitForm, UnitForm
from mingtang.kernel.directory.models import Organ, Unit
from mingtang.kernel.directory.permissions import MANAGE_ORGANS
from mingtang.kernel.directory.views.organs import parents_of
from mingtang.kernel.directory.views.reach import in_reach
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making


@asks(MANAGE_ORGANS)
def unit_create(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Set up a unit in an organ."""
    organ = in_reach(request, Organ.objects.visible_to(request.actor), pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        unit = actions.create_unit(request.actor, organ, **data)
        return Done(f"已设立“{unit}”。", reverse("organ_page", args=[organ.pk]))

    page = FormPage("设立内设机构", parents_of(organ), submit="设立")
    return ask(request, page, making(NewUnitForm, organ=organ), do)


@asks(MANAGE_ORGANS)
def unit_revise(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Correct the name and the order of a unit."""
    unit = _unit(request, pk)

    def do(data: dict[str, Any]) -> Done:
        actions.revise_unit(request.actor, unit, **data)
        return Done(f"“{unit}”已修改。", reverse("organ_page", args=[unit.organ_id]))

    page = FormPage("修改内设机构", parents_of(unit.organ))
    return ask(request, page, making(UnitForm, {"name": unit.name, "rank": unit.rank}), do)


@asks(MANAGE_ORGANS)
def unit_close(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Close a unit."""
    unit = _unit(request, pk)

    def do(data: dict[str, Any]) -> Done:
        actions.close_unit(request.actor, unit, on=data["on"])
        return Done(f"“{unit}”已撤销。", reverse("organ_page", args=[unit.organ_id]))

    page = FormPage(f"撤销“{unit}”", parents_of(unit.organ), submit="撤销", lead="要先撤销其中的全部岗位。")
    return ask(request, page, making(ClosingForm), do)


def _unit(request: ActorRequest, pk: int) -> Unit:
    rows = Unit.objects.visible_to(request.actor).select_related("organ")
    unit: Unit = in_reach(request, rows, pk, MANAGE_ORGANS)
    return unit
