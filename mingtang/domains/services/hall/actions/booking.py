"""Booking a half-hour, giving it back, and what becomes of those who do not come."""

from datetime import datetime, timedelta

from django.utils import timezone

from mingtang.domains.services.hall import acts
from mingtang.domains.services.hall.models import Appointment, Business, Hall
from mingtang.domains.services.hall.numbering import fresh_digits
from mingtang.domains.services.hall.opening import bookable_days, slots_on
from mingtang.domains.services.hall.queries.booking import blocked_until
from mingtang.kernel.directory.api import AccountActor, Refused
from mingtang.kernel.evidence.api import SYSTEM, act


def book(actor: AccountActor, business: Business, slot: datetime) -> Appointment:
    """Book a half-hour. Raises Refused when it is full, cannot be booked, or the account may not book for now."""
    hall = business.hall
    _require_bookable(actor, business, slot)
    with act(acts.BOOK, actor, within=hall) as deed:
        Hall.objects.select_for_update(no_key=True).only("pk").get(pk=hall.pk)  # the last place is given once
        booked = Appointment.objects.filter(business=business, slot=slot, state=Appointment.State.BOOKED)
        if booked.count() >= hall.quota:
            raise Refused("这个时段已经约满，请换一个时段。", "slot")
        if Appointment.objects.filter(account=actor.account_id, slot=slot, state=Appointment.State.BOOKED).exists():
            raise Refused("您在这个时段已有预约。", "slot")
        appointment = Appointment(
            hall=hall, organ_id=hall.organ_id, business=business, account_id=actor.account_id, slot=slot,
            code=fresh_digits(), made_at=timezone.now(),
        )  # fmt: skip
        deed.create(appointment)
    return appointment


def _require_bookable(actor: AccountActor, business: Business, slot: datetime) -> None:
    if actor.is_official:
        raise Refused("工作人员账号不能预约，请使用个人或法人账号。")
    if not business.is_bookable:
        raise Refused("这项业务不用预约，请到大厅取号。")
    until = blocked_until(actor, business.hall, timezone.localdate())
    if until is not None:
        raise Refused(f"您多次预约没有到厅，{until:%Y年%-m月%-d日}以前不能预约；仍然可以现场取号。")
    day = timezone.localdate(slot)
    if day not in bookable_days(business.hall, timezone.localdate()) or slot not in slots_on(business.hall, day):
        raise Refused("请从列出的时段里选择。", "slot")


def cancel(actor: AccountActor, appointment: Appointment) -> None:
    """Give a booked half-hour back. Raises Refused when it is not booked any more, or is somebody else's."""
    if appointment.account_id != actor.account_id:
        raise Refused("只能取消自己的预约。")
    if appointment.state != Appointment.State.BOOKED:
        raise Refused(f"这个预约{appointment.get_state_display()}，不能取消。")
    with act(acts.CANCEL_BOOKING, actor, appointment) as deed:
        deed.change(appointment, state=Appointment.State.CANCELLED)


def mark_missed(now: datetime) -> int:
    """Appointments whose half-hour, with its leeway, has passed without their holder. Returns their number."""
    late = Appointment.objects.filter(state=Appointment.State.BOOKED, slot__lt=now).select_related("hall")
    missed = [each for each in late if each.slot + timedelta(minutes=30 + each.hall.leeway) < now]
    for each in missed:
        with act(acts.MISS, SYSTEM, each) as deed:
            deed.change(each, state=Appointment.State.MISSED)
    return len(missed)
