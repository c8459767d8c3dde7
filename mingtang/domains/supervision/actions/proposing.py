"""Proposing items: drafts, submission, revision of what came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.supervision import acts
from mingtang.domains.supervision.calendar import usual_due_on
from mingtang.domains.supervision.case_type import ITEM
from mingtang.domains.supervision.events import ItemSubmitted
from mingtang.domains.supervision.models import Charge, SupervisedItem
from mingtang.kernel.cases.api import handle, open_case
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.flow.commands import Complete


@dataclass(frozen=True, kw_only=True)
class ItemDetails:
    """What a proposer says. `due_on` None asks for the usual limit of the source, counted from the assignment."""

    title: str
    source: str
    basis: str
    content: str
    lead: Organ
    joint: Sequence[Organ] = ()
    standard: str = ""
    level: int = SupervisedItem.Level.ORDINARY
    cycle: str = SupervisedItem.Cycle.MONTHLY
    due_on: date | None = None

    @property
    def values(self) -> dict[str, Any]:
        """By column; the joint organs have rows of their own."""
        return {name: value for name, value in vars(self).items() if name != "joint"}


def save_draft(actor: Actor, details: ItemDetails, item: SupervisedItem | None = None) -> SupervisedItem:
    """Write a draft, or change one. Raises Refused when the item has been submitted, or an organ is named twice."""
    draft = item or SupervisedItem(
        organ_id=actor.organ_id, proposer_id=actor.account_id, drafted_at=timezone.now(), **details.values
    )
    with act(acts.SAVE_DRAFT, actor, draft) as deed:
        if draft.case_id is not None:
            raise Refused("事项已经提交，不能再改草稿。")
        _require_sense(draft, details)
        _write(deed, draft, details)
    return draft


def _write(deed: Deed, item: SupervisedItem, details: ItemDetails) -> None:
    if item.pk is None:
        deed.create(item)
    else:
        deed.change(item, **details.values)
    for charge in item.charges.all():
        deed.remove(charge)
    deed.create(Charge(item=item, organ=details.lead, role=Charge.Role.LEAD))
    for organ in details.joint:
        deed.create(Charge(item=item, organ=organ, role=Charge.Role.JOINT))


def _require_sense(item: SupervisedItem, details: ItemDetails) -> None:
    if details.lead in details.joint:
        raise Refused("主办单位不能同时是协办单位。", "joint")
    if item.organ_id in {organ.pk for organ in (details.lead, *details.joint)}:
        raise Refused("督查机构不能督查自己。", "lead")
    if details.due_on is not None and details.due_on < timezone.localdate():
        raise Refused("办理时限已经过去。", "due_on")
    item.source, item.level = details.source, details.level
    if details.due_on is None and usual_due_on(item, timezone.localdate()) is None:
        raise Refused(f"“{item.get_source_display()}”没有通行的办理时限，请填写日期。", "due_on")


def discard_draft(actor: Actor, item: SupervisedItem) -> None:
    """Delete a draft. Raises Refused when the item has been submitted."""
    with act(acts.DISCARD_DRAFT, actor, item) as deed:
        if item.case_id is not None:
            raise Refused("事项已经提交，不能删除。")
        for charge in item.charges.all():
            deed.remove(charge)
        deed.remove(item)


def submit(actor: Actor, item: SupervisedItem) -> SupervisedItem:
    """Submit a draft for approval: opens its case and gives the number. Raises Refused when that was done before."""
    with act(acts.SUBMIT, actor, item) as deed:
        if item.case_id is not None:
            raise Refused("事项已经提交。")
        case = open_case(
            actor,
            ITEM.code,
            title=item.title,
            organ=item.organ,
            vars=_routing(item),
            urgency=item.level,
            key=f"item:{item.pk}",
        )
        deed.change(item, case=case, number=case.number)
        deed.announce(ItemSubmitted(subject=f"item:{item.pk}", item_id=item.pk))
    return item


def _routing(item: SupervisedItem) -> dict[str, Any]:
    """What the process needs to know: organs as texts, the lead first."""
    units = [str(organ_id) for organ_id in item.charges.order_by("-role", "pk").values_list("organ_id", flat=True)]
    return {"lead": str(item.lead_id), "units": units, "joint": len(units) > 1, "cycle": item.cycle}


def revise(actor: Actor, item: SupervisedItem, no: int, details: ItemDetails) -> None:
    """Change an item that came back, and submit it again by completing step `no`. Raises Refused, NotPermitted."""
    if item.case is None:
        raise Refused("事项还没有提交。")
    with act(acts.REVISE, actor, item) as deed:
        _require_sense(item, details)
        _write(deed, item, details)
        handle(actor, item.case.pk, Complete(no, "重新提交", _routing(item)))
        deed.announce(ItemSubmitted(subject=f"item:{item.pk}", item_id=item.pk))
