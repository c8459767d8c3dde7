"""Dates of items: the usual limit of a source, and lights by the calendar of the supervising organ."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.rules import WARN_DAYS, Standing, standing_of
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.calendar import WorkCalendar
from mingtang.lib.clocks import Extension, NoRule, Rule, due

DUE = "supervision.due"
"""The code of the clock of an item's case."""
_CHANNELS = {SupervisedItem.Level.URGENT: "urgent"}


def usual_due_on(item: SupervisedItem, start: date) -> date | None:
    """The end of the usual limit for the item's source, counted from `start`; None where there is none."""
    try:
        rule = statute(f"office.{item.source}", start, _CHANNELS.get(SupervisedItem.Level(item.level), ""))
    except NoRule:
        return None
    end = due(start, rule, (), office_hours(item.organ_id)).at
    return end.date() if isinstance(end, datetime) else end


def warning_days(on: date) -> int:
    """How many working days before its date an item's light turns amber; one statement."""
    try:
        return statute("office.supervision_reminder", on).amount
    except NoRule:
        return WARN_DAYS


def last_day_to_refuse(item: SupervisedItem) -> date:
    """The last day on which a charged organ may ask to be released; the day of assignment where the node has no limit."""
    start = item.assigned_on or timezone.localdate()
    try:
        rule = statute("office.supervision_refusal", start)
    except NoRule:
        return start
    end = due(start, rule, (), office_hours(item.organ_id)).at
    return end.date() if isinstance(end, datetime) else end or start


def limit_of(item: SupervisedItem) -> Rule:
    """The limit of an item's case from today to its date; it is extended by granted requests only."""
    today, due_on = timezone.localdate(), item.due_on or timezone.localdate()
    granted = Extension(most=3650, times=50, granted_by="督查机构负责人", source="延期审批")
    source, warn = "督查通知单所定的日期", warning_days(today)
    return Rule.until(DUE, "督查事项办结", today, due_on, source=source, warn=warn, extension=granted)


def calendar_of(organ_id: int | None) -> WorkCalendar:
    """The working days of an organ."""
    return office_hours(organ_id).calendar


@dataclass(frozen=True)
class Lights:
    """How time stands for many items, by one calendar read once."""

    today: date
    calendar: WorkCalendar
    warn_days: int

    def of(self, item: SupervisedItem) -> Standing:
        """The light of an item; none before it is assigned."""
        due_on = item.due_on if item.assigned_on else None
        return standing_of(due_on, item.ended_on, today=self.today, calendar=self.calendar, warn_days=self.warn_days)

    @property
    def amber_until(self) -> date:
        """The last date whose light is amber."""
        return self.calendar.add(self.today, self.warn_days)


def lights_for(organ_id: int | None) -> Lights:
    """Lights by the calendar of an organ; two small statements."""
    today = timezone.localdate()
    return Lights(today, calendar_of(organ_id), warning_days(today))
