"""The page of a case: everything about it, and beside it what one may do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mingtang.kernel.cases.actions import desk
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.lamps import Lamps
from mingtang.kernel.cases.models import Case, Step, Token
from mingtang.kernel.cases.people import all_keys_of
from mingtang.kernel.cases.queries import overview
from mingtang.kernel.cases.queries.desk import follows, phrases_for, unread_copy
from mingtang.kernel.cases.queries.standing import Offer, offers
from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.cases.timing import clocks_of
from mingtang.kernel.cases.views import pieces
from mingtang.kernel.cases.views.access import ActorRequest, case_in_reach, officials_only
from mingtang.kernel.cases.views.verbs import Sheet, sheet_of
from mingtang.kernel.cases.views.wording import WORDINGS
from mingtang.kernel.content.api import material_rows, materials_of
from mingtang.kernel.processes.api import draw
from mingtang.lib.flow import Verb


@dataclass(frozen=True)
class Door:
    """A verb that may be used now."""

    label: Any
    icon: str
    url: str
    danger: bool


@dataclass(frozen=True)
class Panel:
    """What one may do: the item at hand, its sheet, the other verbs, those that are closed with the reason."""

    item: Token | None
    who: str
    lamp: Any
    sheet: Sheet | None
    claim: str
    doors: list[Door]
    whole: list[Door]
    closed: list[tuple[Any, str]]
    key: str

    @property
    def is_empty(self) -> bool:
        return not (self.sheet or self.claim or self.doors or self.whole)


@never_cache
@officials_only
@require_safe
def case(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One case; the number of statements does not depend on how much has happened in it."""
    found = case_in_reach(request, pk)
    if unread_copy(request.actor, found):
        desk.mark_copies_read(request.actor, case=found)
    lamps, rows, steps = Lamps.of_organ(found.organ_id), overview.rows_of(found), overview.steps_of(found)
    panel = _panel(request, found, rows, steps, lamps)
    context = {
        "case": found, "type": case_type(found.type), "panel": panel,
        "follows": follows(request.actor, found),
        "lamp": lamps.lamp(found.due_at, found.amber_at, ended_at=found.ended_at),
        "phrases": phrases_for(request.actor) if panel.sheet and not panel.sheet.answers else [],
        "choices": {choice.label: choice.next for choice in panel.sheet.choices} if panel.sheet else {},
        "form": panel.sheet.form if panel.sheet else None, "sheet": panel.sheet,
        **_sections(request, found, rows, steps, lamps, panel),
    }  # fmt: skip
    return render(request, "cases/case.html", context)


def _sections(
    request: ActorRequest, found: Case, rows: overview.Rows, steps: list[Step], lamps: Lamps, panel: Panel
) -> dict[str, Any]:
    """What stands in the middle of the page."""
    materials = materials_of(request.actor, "cases.case", str(found.pk))
    drawn = draw(found.version_id, overview.marks_of(found, rows), name=f"case-{found.pk}")
    return {
        "forks": pieces.branches_of(found, rows, lamps),
        "items": pieces.items_of(found, rows, lamps, panel.item.no if panel.item else 0),
        "filed": pieces.filed(overview.filings_of(found)),
        "materials": material_rows(request.actor, materials),
        "opinions": pieces.opinions_of(steps),
        "events": pieces.timeline_of(steps, rows),
        "clocks": pieces.clock_rows(clocks_of(found), rows, lamps),
        "relatives": pieces.relatives(overview.relatives_of(request.actor, found), found),
        "people": pieces.people(overview.participants_of(found)),
        "drawn": drawn,
    }


def _panel(request: ActorRequest, found: Case, rows: overview.Rows, steps: Sequence[Step], lamps: Lamps) -> Panel:
    """What the reader may do; the item is the one asked for, else the first of his own."""
    item = _item(request, rows)
    mine = offers(request.actor, found, item.no) if item else ()
    whole = offers(request.actor, found)
    open_ = {offer.verb for offer in mine if offer.allowed}
    held = item is not None and bool(item.holder)
    sheet = sheet_of(request, found, item.no, Verb.COMPLETE) if item and Verb.COMPLETE in open_ else None
    claim = _url(found, item.no, Verb.CLAIM) if item and Verb.CLAIM in open_ and not held else ""
    doors = [_door(found, item.no, verb) for verb in Verb if item and verb in open_ - {Verb.COMPLETE, Verb.CLAIM}]
    return Panel(
        item=item,
        who=rows.who(item) if item else "",
        lamp=lamps.of_item(item, found) if item else None,
        sheet=sheet,
        claim=claim,
        doors=[*_withdrawal(request, found, steps), *doors],
        whole=[_door(found, 0, offer.verb) for offer in whole if offer.allowed],
        closed=_closed(mine, whole),
        key=uuid4().hex,
    )


def _item(request: ActorRequest, rows: overview.Rows) -> Token | None:
    wanted = request.GET.get("item", "")
    for row in rows.open:
        if str(row.no) == wanted:
            return row
    own, keys = account_key(request.actor.account_id), set(all_keys_of(request.actor))
    mine = [row for row in rows.open if row.holder == own]
    offered = [row for row in rows.open if not row.holder and keys & set(rows.offered.get(row.no, ()))]
    return next(iter([*mine, *offered]), None)


def _withdrawal(request: ActorRequest, found: Case, steps: Sequence[Step]) -> list[Door]:
    """The way to take back what the reader completed last, while it is possible."""
    last = next(
        (each for each in steps if each.account_id == request.actor.account_id and each.command == "Complete"), None
    )
    if last is None or not found.is_running:
        return []
    for offer in offers(request.actor, found, last.no):
        if offer.verb is Verb.WITHDRAW and offer.allowed:
            return [_door(found, last.no, Verb.WITHDRAW)]
    return []


def _door(found: Case, no: int, verb: Verb) -> Door:
    words = WORDINGS[verb]
    return Door(words.label, words.icon, _url(found, no, verb), words.danger)


def _url(found: Case, no: int, verb: Verb) -> str:
    return reverse("case_verb", args=[found.pk, no, verb])


def _closed(mine: Sequence[Offer], whole: Sequence[Offer]) -> list[tuple[Any, str]]:
    """Verbs that cannot be used now, with the reason; each once, withdrawal stands among the doors or nowhere."""
    open_ = {offer.verb for offer in (*mine, *whole) if offer.allowed}
    closed = {offer.verb: offer.reason for offer in (*whole, *mine) if not offer.allowed and offer.verb not in open_}
    return [(WORDINGS[verb].label, reason) for verb, reason in closed.items() if verb is not Verb.WITHDRAW]


@never_cache
@officials_only
@require_POST
def case_watch(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Follow a case, or follow it no longer."""
    found = case_in_reach(request, pk)
    desk.follow(request.actor, found, wanted=request.POST.get("wanted") == "yes")
    return redirect("case", pk=pk)
