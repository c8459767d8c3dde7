"""What was found becomes rows: new findings, those seen again, and those that are gone."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from mingtang.domains.inspection.actions.telling import tell_editor
from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.domains.inspection.rules import State, first_state, not_seen, seen_again
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.kernel.evidence.api import Deed
from mingtang.lib.clocks import due
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.indicators import scheme_on
from mingtang.lib.inspection.kinds import Kind


def record_faults(deed: Deed, site: InspectedSite, faults: Iterable[Fault], origin: str, *, complete: bool) -> None:
    """Write what one look has shown; when it was `complete`, what it no longer shows is verified.

    A fault that two ways of looking show is one finding, of the way that found it first.
    """
    now = timezone.now()
    known = {row.fault.key: row for row in Finding.objects.filter(site=site).select_related("site", "assignee")}
    for fault in faults:
        row = known.pop(_key(fault), None)
        if row is None:
            deed.create(_new(site, fault, origin, now))
        else:
            see_again(deed, row, fault.excerpt, now)
    for row in known.values():
        if complete and row.origin == origin:
            see_no_more(deed, row, now)


def see_again(deed: Deed, row: Finding, excerpt: str, now: datetime) -> None:
    """A finding is there at another look; a claim that it was put right was wrong."""
    state = seen_again(row.stands, row.looks + 1, assigned=row.assignee_id is not None)
    begins = state is State.OPEN and row.stands is not State.OPEN
    was_claimed = row.stands is State.FIXED
    due_on = last_day(row.organ_id, Kind(row.kind)) if begins else row.due_on
    anew = {"assignee": None, "assigned_on": None, "verified_at": None} if begins else {}
    deed.change(
        row, state=state.value, looks=row.looks + 1, last_seen=now, excerpt=excerpt[:400], due_on=due_on, **anew
    )
    if was_claimed:
        tell_editor(row, "复查没有通过", f"“{row.get_kind_display()}”仍然存在，请继续整改。", key=f"still:{row.looks}")


def see_no_more(deed: Deed, row: Finding, now: datetime) -> None:
    """A finding is gone at another look."""
    state = not_seen(row.stands)
    if state is not row.stands:
        verified = {"verified_at": now} if state is State.VERIFIED else {}
        deed.change(row, state=state.value, **verified)


def last_day(organ_id: int, kind: Kind) -> date | None:
    """Until when what is found today has to be put right: sooner where one such finding decides against a site."""
    today = timezone.localdate()
    channel = "veto" if scheme_on(today).is_pressing(kind) else ""
    end = due(today, statute("office.inspection_finding", today, channel), (), office_hours(organ_id)).at
    return end.date() if isinstance(end, datetime) else end


def _key(fault: Fault) -> tuple[Kind, str, str]:
    return fault.kind, fault.url[:1000], fault.page[:1000]


def _new(site: InspectedSite, fault: Fault, origin: str, now: datetime) -> Finding:
    state = first_state(fault.kind)
    return Finding(
        organ_id=site.organ_id, site=site, origin=origin, kind=fault.kind.value, url=fault.url[:1000], page=fault.page[:1000],
        excerpt=fault.excerpt[:400], status=fault.status, on_home=fault.on_home, state=state.value, first_seen=now, last_seen=now,
        due_on=last_day(site.organ_id, fault.kind) if state is State.OPEN else None,
    )  # fmt: skip
