"""Reminding holders that the last day to ask for a renewal draws near; and new days when the calendar has changed."""

from datetime import date

from django.db import transaction

from mingtang.domains.services.licences.actions.telling import tell_holders
from mingtang.domains.services.licences.models import Licence, Reminder
from mingtang.domains.services.licences.rules import State
from mingtang.domains.services.licences.terms import reminder_days, window_of


def remind_of_ends(today: date) -> int:
    """Send what is due and not yet sent; answers how many licences were spoken of. Of several due, only the last is told."""
    due = Reminder.objects.filter(due_on__lte=today, sent_on=None, licence__state=State.EFFECTIVE)
    rows = due.select_related("licence__type").order_by("licence", "due_on").iterator(chunk_size=500)
    latest = {row.licence_id: row for row in rows}
    for reminder in latest.values():
        _remind(reminder, today)
    return len(latest)


@transaction.atomic
def _remind(reminder: Reminder, today: date) -> None:
    licence = reminder.licence
    tell_holders(licence, "证照即将到期", words_of(licence, today), key=f"reminder:{reminder.limit}")
    licence.reminders.filter(due_on__lte=today, sent_on=None).update(sent_on=today)


def words_of(licence: Licence, today: date) -> str:
    """What the holder should know and do."""
    ends = f"{licence}有效期至 {licence.valid_until:%Y-%m-%d}"
    if licence.renew_by is None or today > licence.renew_by:
        return f"{ends}，已过申请延续的最后日期，请联系颁发机构。"
    return f"{ends}，最迟在 {licence.renew_by:%Y-%m-%d} 前申请延续。逾期未申请的，有效期届满后证照失效。"


def reckon_again(today: date) -> int:
    """Work out the last days to ask, and what is still to be reminded, by the calendars in force; answers how many moved."""
    rows = (
        Licence.objects.effective()
        .filter(valid_until__gte=today)
        .exclude(type__renewal_until="")
        .select_related("type")
    )
    return sum(_reckon(licence) for licence in rows.iterator(chunk_size=500))


@transaction.atomic
def _reckon(licence: Licence) -> bool:
    window = window_of(licence)
    if window is None or window.last == licence.renew_by:
        return False
    Licence.objects.filter(pk=licence.pk).update(renew_by=window.last)
    for code, day in reminder_days(window.last, licence.issuer_id).items():
        licence.reminders.filter(limit=code, sent_on=None).update(due_on=day)
    return True
