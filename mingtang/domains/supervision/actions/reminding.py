"""Reminders before and on the date, urging after it, escalation to the leaders: once a day for every running item."""

from datetime import date

from django.utils import timezone

from mingtang.domains.supervision.actions.dispatching import tell_leaders
from mingtang.domains.supervision.calendar import calendar_of, warning_days
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.rules import working_days
from mingtang.kernel.cases.api import Refused, Token, handle
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.flow.commands import Supervise, Urge

ESCALATION_DAYS = 3
"""Working days after the date when the supervisors' own leaders are told (local practice)."""
_OF_UNITS = ("sign", "handle", "check", "summarise")


def remind_of_dates() -> int:
    """Remind whoever is late or soon will be; answers how many items were spoken of. Running it twice a day does no harm."""
    today = timezone.localdate()
    warn_days = warning_days(today)
    items = SupervisedItem.objects.current().filter(due_on__isnull=False).select_related("organ", "case")
    return sum(_remind(item, today, warn_days) for item in items)


def _remind(item: SupervisedItem, today: date, warn_days: int) -> bool:
    due_on = item.due_on
    if due_on is None:
        return False
    left = working_days(today, due_on, calendar_of(item.organ_id))
    if today <= due_on:
        if left == warn_days or today == due_on:
            words = "今天到期" if today == due_on else f"还有 {left} 个工作日到期"
            _urge(item, today, f"督查事项“{item.title}”{words}，请按时报送办理结果。")
            return True
        return False
    _urge(item, today, f"督查事项“{item.title}”已超期，请立即办理并说明原因。", mark="超期")
    if -left == ESCALATION_DAYS:
        body = f"{item.lead.label}主办的“{item.title}”超期 {ESCALATION_DAYS} 个工作日仍未办结。"
        tell_leaders([item.organ_id], item, "督查事项超期", body, key=f"escalation:{item.pk}:{due_on}")
    return True


def _urge(item: SupervisedItem, today: date, text: str, mark: str = "") -> None:
    """Urge every open step of the charged organs and tell their leaders, once a day; overdue ones get a mark too."""
    open_steps = list(Token.objects.filter(case=item.case_id, life="A", kind="T", node__in=_OF_UNITS))
    for row in open_steps:
        try:
            handle(SYSTEM, row.case_id, Urge(row.no, text), key=f"urge:{row.no}:{today}")
            if mark and not row.details.get("supervised"):
                handle(SYSTEM, row.case_id, Supervise(row.no, mark), key=f"mark:{row.no}")
        except Refused:
            continue  # done meanwhile
    tell_leaders(
        {row.organ_id for row in open_steps if row.organ_id}, item, "催办", text, key=f"urge:{item.pk}:{today}"
    )
