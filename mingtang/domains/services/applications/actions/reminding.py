"""Reminding: applicants some days before what is asked of them ends, officers one working day before a step has to be done."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from mingtang.domains.services.applications.actions.telling import WORK, tell
from mingtang.domains.services.applications.actions.writing import day_in_words
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.notices import TOPIC, notices
from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.rules import State
from mingtang.kernel.cases.api import Clock, Token, clocks, tell_holders
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.kernel.messaging.api import Content
from mingtang.lib.calendar import CalendarGap
from mingtang.lib.clocks import due

CORRECTION = "services.correction"
AHEAD = timedelta(days=12)
"""How far ahead steps are looked at: one working day behind the longest holidays."""
_THE_APPLICANTS = {Step.CORRECT, Step.AMEND}


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


def remind_of_steps(now: datetime) -> int:
    """Tell whoever has a step, or may take it, that it is due in one working day (services.md 12); once for each end of a step.

    Answers how many steps were due.
    """
    near = list(_steps_near(now))
    running = Application.objects.filter(case__in=[token.case_id for token in near]).select_related("item")
    by_case = {application.case_id: application for application in running}
    for token in near:
        if application := by_case.get(token.case_id):
            _tell_of_step(application, token)
    return len(near)


def _steps_near(now: datetime) -> Iterator[Token]:
    """Open steps of organs that end today or on the next working day; one statement."""
    cases = Application.objects.filter(case__ended_at=None).values("case")
    rows = Token.objects.filter(life="A", kind="T", due_at__gt=now, due_at__lte=now + AHEAD, case__in=cases)
    for token in rows.select_related("case").order_by("due_at"):
        step, _branch = step_of(token.node)
        if step not in _THE_APPLICANTS and _is_near(token, now):
            yield token


def _is_near(token: Token, now: datetime) -> bool:
    assert token.due_at is not None  # asked for
    try:
        left = office_hours(token.organ_id).calendar.count(timezone.localdate(now), last_day(token.due_at))
    except CalendarGap:
        return False
    return left <= 1


def _tell_of_step(application: Application, token: Token) -> None:
    assert token.due_at is not None  # asked for
    facts = {
        "item": application.item.name, "number": application.number, "applicant": application.applicant_name,
        "step": token.title, "due": day_in_words(last_day(token.due_at)),
    }  # fmt: skip
    subject, body = notices()["step_due"].filled(facts)
    content = Content(subject=subject[:200], body=body, topic=TOPIC, link=WORK.format(token.case_id))
    tell_holders(token, content, f"step_due:{token.case_id}:{token.no}:{token.due_at:%Y%m%d}")
