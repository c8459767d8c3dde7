"""The page of a case: everything about it, and beside it what one may do now. Officials find a case nowhere else."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mingtang.kernel.cases.actions import desk
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.lamps import Lamps
from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.cases.pages import CasePage
from mingtang.kernel.cases.queries import overview
from mingtang.kernel.cases.queries.desk import phrases_for
from mingtang.kernel.cases.timing import ClockView, clocks_of
from mingtang.kernel.cases.views import pieces
from mingtang.kernel.cases.views.access import ActorRequest, case_in_reach, officials_only
from mingtang.kernel.cases.views.panel import Panel, panel_of
from mingtang.kernel.content.api import material_rows, materials_of
from mingtang.kernel.processes.api import draw
from mingtang.lib.clocks import Light


@never_cache
@officials_only
@require_safe
def case(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One case; the number of statements does not depend on how much has happened in it."""
    found = case_in_reach(request, pk)
    if found.has_unread_copy:  # type: ignore[attr-defined]
        desk.mark_copies_read(request.actor, case=found)
    people = overview.participants_of(found)
    lamps, rows, steps = Lamps.of_organ(found.organ_id), overview.rows_of(found, people), overview.steps_of(found)
    panel, kind = panel_of(request, found, rows, steps, lamps), case_type(found.type)
    clocks = clocks_of(found, {found.organ_id: lamps.hours})
    context = {
        "case": found, "type": kind, "panel": panel,
        "page": kind.page(request.actor, found, rows) if kind.page else CasePage(),
        "lamp": _lamp(found, lamps, clocks),
        "phrases": phrases_for(request.actor) if panel.sheet and "opinion" in panel.sheet.form.fields else [],
        "choices": {choice.label: choice.next for choice in panel.sheet.choices} if panel.sheet else {},
        "form": panel.sheet.form if panel.sheet else None, "sheet": panel.sheet,
        "clocks": pieces.clock_rows(clocks, rows, lamps, ended=found.ended_at is not None),
        "people": pieces.people(people),
        **_sections(request, found, rows, steps, lamps, panel),
    }  # fmt: skip
    return render(request, "cases/case.html", context)


def _lamp(found: Case, lamps: Lamps, clocks: list[ClockView]) -> Any:
    """The light of the whole case."""
    paused = any(view.light is Light.PAUSED for view in clocks if not view.clock.no)
    return lamps.lamp(found.due_at, found.amber_at, paused=paused, ended_at=found.ended_at)


def _sections(
    request: ActorRequest, found: Case, rows: overview.Rows, steps: list[Step], lamps: Lamps, panel: Panel
) -> dict[str, Any]:
    """What stands in the middle of the page."""
    return {
        "forks": pieces.branches_of(found, rows, lamps),
        "items": pieces.items_of(found, rows, lamps, panel.item.no if panel.item else 0),
        "filed": pieces.filed(overview.filings_of(found)),
        "materials": material_rows(request.actor, materials_of(request.actor, "cases.case", str(found.pk))),
        "opinions": pieces.folded(pieces.opinions_of(steps)),
        "events": pieces.folded(pieces.timeline_of(steps, rows)),
        "relatives": pieces.relatives(overview.relatives_of(request.actor, found), found),
        "drawn": draw(found.version_id, overview.marks_of(found, rows), name=f"case-{found.pk}"),
    }


@never_cache
@officials_only
@require_POST
def case_watch(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Follow a case, or follow it no longer."""
    found = case_in_reach(request, pk)
    desk.follow(request.actor, found, wanted=request.POST.get("wanted") == "yes")
    return redirect("case", pk=pk)
