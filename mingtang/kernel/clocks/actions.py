"""Every change of calendars and limits."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, models
from django.utils import timezone

from mingtang.kernel.clocks import acts
from mingtang.kernel.clocks.calendars import NATION, renew_edition
from mingtang.kernel.clocks.events import CalendarChanged
from mingtang.kernel.clocks.models import LAST_DAY, CalendarDay, CalendarNotice, LocalLimit, OpeningHours
from mingtang.kernel.clocks.queries import government_of, notice_of_year
from mingtang.kernel.clocks.rules import DayLine, Unreadable, contradictions, read_hours, write_hours
from mingtang.kernel.clocks.statutes import shipped
from mingtang.kernel.directory.api import Refused, Region
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.calendar import seeded_years, statutory_days

LONGEST_AMOUNT = 100_000


@dataclass(frozen=True)
class NoticeDetails:
    """A notice as it was published; `region` None for the whole nation."""

    year: int
    number: str
    title: str
    issued_on: date
    lines: Sequence[DayLine]
    region: Region | None = None
    kind: str = CalendarNotice.Kind.ANNUAL

    @property
    def confirms(self) -> bool:
        """Whether the notice makes its year firm: the annual one of the nation."""
        return self.region is None and self.kind == CalendarNotice.Kind.ANNUAL


def enter_notice(actor: Actor, details: NoticeDetails) -> CalendarNotice:
    """Enter a notice: its days hold at once everywhere, and cases that depend on them learn it by CalendarChanged.

    Raises Refused when the notice contradicts itself, the statutory days, or one entered before.
    """
    require_possible(details)
    notice = CalendarNotice(
        region=details.region,
        kind=details.kind,
        year=details.year,
        number=details.number,
        title=details.title,
        issued_on=details.issued_on,
        entered_at=timezone.now(),
    )
    taken = Refused("这份通知，或这一年的全国安排，刚刚已由别人录入。", "number")
    with _once(taken), act(acts.ENTER_NOTICE, actor, within=_over(details.region, notice), basis=str(notice)) as deed:
        deed.create(notice)
        for line in {line.day: line for line in details.lines}.values():
            deed.create(CalendarDay(notice=notice, day=line.day, kind=line.kind, occasion=line.occasion))
        _announce(deed, notice, f"录入{notice}")
    return notice


def require_possible(details: NoticeDetails) -> None:
    """Raise Refused when the notice cannot be right, or has been entered."""
    nation = details.region is None
    faults = contradictions(
        details.lines, details.year, statutory_days(details.year),
        annual=details.kind == CalendarNotice.Kind.ANNUAL, nation=nation,
    )  # fmt: skip
    if faults:
        raise Refused("".join(faults), "text")
    if CalendarNotice.objects.filter(number=details.number, withdrawn_at=None).exists():
        raise Refused("这个文号的通知已经录入。", "number")
    if details.confirms and (details.year in seeded_years() or notice_of_year(details.year)):
        raise Refused(f"{details.year} 年的全国安排已经确定；有变动的，请按临时调整录入。", "kind")


def withdraw_notice(actor: Actor, notice: CalendarNotice, *, reason: str) -> None:
    """Take back a notice that was entered wrongly; it stays on record and counts no more. Raises Refused."""
    if notice.withdrawn_at:
        raise Refused("这份通知已经撤下。")
    if not reason.strip():
        raise Refused("请写明撤下的原因。", "reason")
    with act(acts.WITHDRAW_NOTICE, actor, notice, within=_over(notice.region, notice)) as deed:
        deed.note = reason
        deed.change(notice, withdrawn_at=timezone.now(), withdrawn_why=reason)
        _announce(deed, notice, f"撤下{notice}")


def set_opening_hours(actor: Actor, region: Region | None, windows: str, *, source: str) -> OpeningHours:
    """Set when offices of a region are open on working days, `09:00-12:00 13:30-17:30`. Raises Refused."""
    try:
        text = write_hours(read_hours(windows))
    except Unreadable as fault:
        raise Refused(str(fault), "windows") from fault
    known = OpeningHours.objects.filter(region=region).first()
    hours = known or OpeningHours(region=region, windows=text, source=source)
    taken = Refused("这里的办公时间刚刚已由别人设定，请核对后再改。", "windows")
    with _once(taken), act(acts.SET_OPENING_HOURS, actor, known, within=_over(region, hours), basis=source) as deed:
        if known:
            deed.change(hours, windows=text, source=source)
        else:
            deed.create(hours)
        today = timezone.localdate()
        deed.announce(_changed(region, today, LAST_DAY, f"办公时间改为 {text}（{source}）"))
    return hours


def set_limit(actor: Actor, code: str, channel: str, *, amount: int, effective: date, source: str) -> LocalLimit:
    """Set the amount of a limit of practice for this node, in the unit of the rule, for what starts on or after a day.

    What has started keeps its date. Raises Refused for limits that the law itself fixes.
    """
    rules = [rule for rule in shipped().rules if (rule.code, rule.channel) == (code, channel)]
    if not rules:
        raise Refused("没有这项时限。", "code")
    if not any(rule.unconfirmed for rule in rules):
        raise Refused(f"“{rules[0].title}”由{rules[0].source}规定，不能自行设定。", "amount")
    if not 1 <= amount <= LONGEST_AMOUNT:
        raise Refused("数量须是 1 到 100000 之间的整数。", "amount")
    known = LocalLimit.objects.filter(code=code, channel=channel, effective=effective).first()
    limit = known or LocalLimit(code=code, channel=channel, amount=amount, effective=effective, source=source)
    taken = Refused("这项时限刚刚已由别人设定。", "effective")
    with _once(taken), act(acts.SET_LIMIT, actor, known, within=limit, basis=source) as deed:
        if known:
            deed.change(limit, amount=amount, source=source)
        else:
            deed.create(limit)
        renew_edition()
    return limit


def _announce(deed: Deed, notice: CalendarNotice, why: str) -> None:
    """Days of the notice, and for the nation's annual one its whole year, may have moved."""
    days = [each.day for each in notice.days.all()]
    year = [date(notice.year, 1, 1), date(notice.year, 12, 31)] if notice.kind == CalendarNotice.Kind.ANNUAL else []
    deed.announce(_changed(notice.region, min(days + year), max(days + year), why))


def _changed(region: Region | None, since: date, until: date, why: str) -> CalendarChanged:
    """The fact, with the edition that every process will ask for from now on."""
    return CalendarChanged(
        subject=f"calendar:{region.pk if region else 'nation'}",
        region=region.pk if region else NATION,
        since=since.isoformat(),
        until=until.isoformat(),
        edition=renew_edition(),
        why=why,
    )


def _over(region: Region | None, row: models.Model) -> models.Model:
    """Over what the right is asked: the government of the region; the whole node where there is none."""
    return (government_of(region) if region else None) or row


@contextmanager
def _once(taken: Refused) -> Iterator[None]:
    """Of two who enter the same at once, the second is told."""
    try:
        yield
    except IntegrityError as error:
        raise taken from error
