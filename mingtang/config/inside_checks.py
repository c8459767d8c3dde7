"""What inspection learns from our own records: answers that are owed to citizens, guides that are not usable.

Indicators V5, V6 and I4 of 国办秘函〔2019〕19号; how much is too much is told by the scheme, how long by the statutes.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mingtang.domains.inspection.api import InsideFault, InsideSite
from mingtang.domains.interaction.messages.api import Message, MessageDesk
from mingtang.domains.services.catalogue.api import ServiceItem, guide_address
from mingtang.kernel.clocks.api import office_hours, statutes
from mingtang.lib.clocks import due, months_later
from mingtang.lib.inspection.checks import GUIDE_ELEMENTS, MOST_MISSING_ELEMENTS
from mingtang.lib.inspection.kinds import Kind

CONSULTED = ("consult", "complaint", "suggestion", "leader_mail")
"""Kinds of letters that count; reports belong to discipline and do not."""
UNANSWERED, WAITING = "office.inspection_unanswered", "office.inspection_waiting"
FEW_ITEMS = 5
"""With fewer items than this in all, a site is useless when every guide lacks elements."""
_ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "事项名称": ("task_name",), "设定依据": ("by_law",), "申请条件": ("accept_condition",), "办理材料": ("materials",),
    "办理地点": ("transact_addr",), "办理时间": ("transact_time",), "联系电话": ("link_way",),
    "办理流程": ("steps", "handle_flow", "handle_flow_online", "handle_flow_offline"),
}  # fmt: skip
assert tuple(_ELEMENTS) == GUIDE_ELEMENTS


def messages(site: InsideSite) -> Iterator[InsideFault]:
    """Letters of the last year that wait for an answer too long; on a portal also that there is no way to write one."""
    desks = list(MessageDesk.objects.filter(organ__in=site.organ_ids).values_list("organ_id", flat=True))
    if site.is_portal and not desks:
        yield InsideFault(Kind.NO_CHANNEL, "/", "没有开通网上咨询、建议的渠道")
    today = timezone.localdate()
    rows = Message.objects.counted().filter(organ__in=desks, kind__in=CONSULTED, replied_at=None, follows=None)
    for message in rows.select_related("case").order_by("received_at"):
        if months_later(message.received_on, 12) >= today and (kind := _waited(message, today)):
            yield _of_letter(kind, message, f"{message.number} 于 {message.received_on:%Y-%m-%d} 收到，至今没有答复")
    yield from _evasive(desks, today)


def _evasive(desks: list[int], today: date) -> Iterator[InsideFault]:
    """Answers of the last year that put the author off."""
    for message in Message.objects.counted().filter(organ__in=desks, replied_at__isnull=False).order_by("replied_at"):
        if months_later(message.received_on, 12) >= today and message.is_evasive:
            yield _of_letter(Kind.EVASIVE_REPLY, message, f"{message.number} 的答复：{message.reply[:60]}")


def _of_letter(kind: Kind, message: Message, excerpt: str) -> InsideFault:
    return InsideFault(kind, f"{reverse('public_messages')}#{message.number}", excerpt)


def _waited(message: Message, today: date) -> Kind | None:
    """How long a letter has waited, as a fault; None while it is no fault."""
    limits, hours = statutes((UNANSWERED, WAITING), message.received_on), office_hours(message.organ_id)
    ends = {code: due(message.received_on, limit, (), hours).at for code, limit in limits.items()}
    days = {code: end.date() if isinstance(end, datetime) else end for code, end in ends.items() if end}
    if today > days[UNANSWERED]:
        return Kind.UNANSWERED
    if today > days[WAITING]:
        return Kind.WAITING
    due_at = message.case.due_at
    return Kind.LATE_REPLY if due_at is not None and due_at < timezone.now() else None


def guides(site: InsideSite) -> Iterator[InsideFault]:
    """Guides in the catalogue that lack key elements, and whether there is anything to be had at all."""
    if not site.has_services:
        return
    items = list(ServiceItem.objects.offered().filter(organ__in=site.organ_ids).select_related("in_force"))
    if not items:
        yield InsideFault(Kind.NO_SERVICE, "/", "没有发布办事指南")
    poor = [(item, lacking) for item in items if len(lacking := _lacking(item)) > MOST_MISSING_ELEMENTS]
    for item, lacking in poor:
        yield InsideFault(Kind.INCOMPLETE_GUIDE, guide_address(item), f"缺少：{'、'.join(lacking)}")
    if items and len(items) < FEW_ITEMS and len(poor) == len(items):
        yield InsideFault(Kind.USELESS_GUIDES, "/", f"{len(items)} 个事项的指南都缺四项以上要素")


def _lacking(item: ServiceItem) -> list[str]:
    document: Mapping[str, Any] = item.in_force.document if item.in_force else {}
    return [element for element, names in _ELEMENTS.items() if not any(document.get(name) for name in names)]
