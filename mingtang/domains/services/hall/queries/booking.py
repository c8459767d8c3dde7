"""Appointments: one's own, free half-hours, and who may not book for now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from mingtang.domains.services.hall.models import Appointment, Business, Hall
from mingtang.domains.services.hall.opening import bookable_days, end_of_block, slots_on
from mingtang.domains.services.hall.rules import day_of_block
from mingtang.kernel.evidence.api import Actor


@dataclass(frozen=True)
class Slot:
    """A half-hour with the places left in it."""

    at: datetime
    free: int


def own_appointments(actor: Actor) -> QuerySet[Appointment]:
    """What the account has booked, the latest first."""
    rows: QuerySet[Appointment] = Appointment.objects.filter(account=actor.account_id)
    return rows.select_related("hall", "business")


def free_slots(business: Business, today: date) -> Sequence[tuple[date, list[Slot]]]:
    """The bookable days with their half-hours; one statement beside the calendar."""
    hall, days = business.hall, bookable_days(business.hall, today)
    slots = {day: slots_on(hall, day) for day in days}
    every = [slot for each in slots.values() for slot in each]
    rows = Appointment.objects.filter(business=business, state=Appointment.State.BOOKED, slot__in=every).order_by()
    taken = dict(rows.values_list("slot").annotate(number=Count("pk")))
    return [(day, [Slot(at, max(0, hall.quota - taken.get(at, 0))) for at in slots[day]]) for day in days]


def blocked_until(actor: Actor, hall: Hall, today: date) -> date | None:
    """The last day on which an account cannot book in a hall; None when it may. One statement."""
    missed = Appointment.objects.filter(account=actor.account_id, hall=hall, state=Appointment.State.MISSED)
    began = day_of_block(map(timezone.localdate, missed.values_list("slot", flat=True)), hall.most_missed)
    if began is None:
        return None
    until = end_of_block(hall, began)
    return until if today <= until else None


def appointment_at(hall: Hall, code: str, today: date) -> Appointment | None:
    """The appointment of today with these digits; None without, or when two have them by chance."""
    rows = Appointment.objects.select_related("hall", "business").filter(
        hall=hall, code=code, state=Appointment.State.BOOKED, slot__date=today
    )
    found: list[Appointment] = list(rows[:2])
    return found[0] if len(found) == 1 else None
