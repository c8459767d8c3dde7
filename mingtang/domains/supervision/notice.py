"""The notice of assignment (督查通知单): a letter with red head, set from the item as it was assigned."""

from datetime import date
from typing import Any

from mingtang.domains.supervision.models import SupervisedItem
from mingtang.kernel.letters.api import Letter, render

TEMPLATE = "supervised-item-notice"
_URGENCY = {SupervisedItem.Level.IMPORTANT: "加急", SupervisedItem.Level.URGENT: "特急"}


def notice_of(item: SupervisedItem) -> Letter:
    """The letter of an assigned item. Raises letters.NoTemplate where the node has none, MissingVariables, CannotSet."""
    return render(TEMPLATE, _facts(item), organ_id=item.organ_id)


def _facts(item: SupervisedItem) -> dict[str, Any]:
    charges = list(item.charges.select_related("organ"))
    joint = [charge.organ.name for charge in charges if charge.organ_id != item.lead_id]
    assigned = _words(item.assigned_on)
    return {
        "mark": f"{item.organ.name}文件",
        "number": item.number,
        "urgency": _URGENCY.get(SupervisedItem.Level(item.level), ""),
        "item": item.title,
        "to": "，".join([item.lead.name, *joint]),
        "basis": item.basis,
        "demands": "\n".join(filter(None, (item.content, item.standard and f"办结标准：{item.standard}"))),
        "lead": item.lead.name,
        "joint": joint,
        "due": _words(item.original_due_on),
        "report": f"{item.get_cycle_display()}报告进展",
        "issuer": item.organ.name,
        "date": assigned,
        "printer": item.organ.name,
        "printed": assigned,
    }


def _words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
