"""Dates of the law for requests: what a limit ends on for an organ; the only place of this room that asks the clocks for them."""

from datetime import date

from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.rules import ANSWERS, Asked
from mingtang.kernel.cases.api import Clock
from mingtang.kernel.cases.api import clocks as case_clocks
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import due, explain

REPLY, REASONABLE = "disclosure.reply", "disclosure.reasonable_reply"
"""The limit of the reply, and the day that takes its place for requests beyond what is reasonable (第三十五条)."""


def last_day(code: str, start: date, organ_id: int) -> date:
    """The last day of a limit that starts on `start`; two statements."""
    end = due(start, statute(code, start), (), office_hours(organ_id)).at
    assert isinstance(end, date)  # limits of days without a pause have an end
    return end


def explained(code: str, start: date, organ_id: int) -> tuple[date, str]:
    """The last day of a limit that starts on `start`, and the sentence why it is this day; two statements."""
    hours = office_hours(organ_id)
    end = due(start, statute(code, start), (), hours)
    assert isinstance(end.at, date)  # limits of days without a pause have an end
    return end.at, explain(end, hours)


def answer_due(asked: Asked, start: date, organ_id: int) -> date:
    """The last day for an opinion that was asked for on `start`."""
    return last_day(ANSWERS[asked], start, organ_id)


def reply_clock(request: DisclosureRequest) -> case_clocks.ClockView | None:
    """The clock of the reply as it stands, the latest where it began anew; None before receipt. Four statements."""
    rows = Clock.objects.filter(case=request.case_id, code__in=[REPLY, REASONABLE]).order_by("-id")[:1]
    return next(iter(case_clocks.views_of(rows)), None)


def reply_due(request: DisclosureRequest) -> date | None:
    """The last day of the reply; None before receipt, while the clock stands still, and while the applicant is asked."""
    view = None if request.is_with_applicant else reply_clock(request)
    end = view.due.at if view else None
    return end if isinstance(end, date) else None
