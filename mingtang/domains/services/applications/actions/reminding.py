"""Reminding applicants some days before something that is asked of them ends."""

from datetime import date, datetime

from mingtang.domains.services.applications.actions.telling import tell
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.notices import notices
from mingtang.domains.services.applications.rules import State
from mingtang.kernel.cases.api import Clock, clocks
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import due

CORRECTION = "services.correction"


def remind_of_corrections(today: date) -> int:
    """Remind whoever has not corrected yet when the end draws near (services.correction_reminder), once for each notice.

    Answers how many were due to be reminded.
    """
    waiting = Application.objects.filter(state=State.CORRECTING, case__isnull=False)
    running = Clock.objects.filter(code=CORRECTION, stopped_at=None, case__in=waiting.values("case"))
    ends = {view.clock.case_id: _day(view.due.at) for view in clocks.views_of(running)}
    near = {case_id: end for case_id, end in ends.items() if end is not None and _from(end) <= today <= end}
    for application in waiting.filter(case__in=near).select_related("item", "organ", "case"):
        end = near[application.case_id]
        tell(application, notices()["correction_reminder"], due=end, key=f"correction:{application.pk}:{end:%Y%m%d}")
    return len(near)


def _from(end: date) -> date:
    """The first day on which to remind of an end."""
    first = _day(due(end, statute("services.correction_reminder", end), (), office_hours()).at)
    assert first is not None  # a limit without pauses ends on a day
    return first


def _day(at: date | datetime | None) -> date | None:
    return at.date() if isinstance(at, datetime) else at
