"""Imports ordered in the browser: the worker checks the table, and after a person's yes carries it out, in his name."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.catalogue import acts
from mingtang.domains.services.catalogue.importing.carrying import carry_out
from mingtang.domains.services.catalogue.importing.columns import item_columns
from mingtang.domains.services.catalogue.importing.planning import Plan, plan_import
from mingtang.domains.services.catalogue.models import TableImport
from mingtang.kernel.directory.api import AccountActor, Organ, Refused
from mingtang.kernel.evidence.api import Actor, NotPermitted, act, several_acts
from mingtang.lib.tables import TableRejected

State = TableImport.State
MOST_FINDINGS = 5000


def order_import(actor: Actor, below: Organ, name: str, content: bytes, mapping: Mapping[str, str]) -> TableImport:
    """Have a table checked. Raises NotPermitted, ValueError for a mapping that names no element."""
    item_columns(mapping)
    order = TableImport(
        below=below, account_id=actor.account_id, post_id=actor.post_id, name=name[:200], content=content,
        mapping=dict(mapping), asked_at=timezone.now(),
    )  # fmt: skip
    with act(acts.IMPORT, actor, order, within=below) as deed:
        deed.create(order)
        check_import.enqueue(order.pk)
    return order


def confirm_import(actor: Actor, order: TableImport, *, publish: bool) -> None:
    """Have a checked table carried out. Raises Refused when it is not waiting for that, NotPermitted."""
    with act(acts.IMPORT, actor, order, within=order.below) as deed:
        order.refresh_from_db(fields=["state"])
        if order.state != State.CHECKED:
            raise Refused("这次导入现在不能确认，请刷新页面看它的状态。")
        deed.change(order, state=State.CARRYING, publish=publish)
        carry_import.enqueue(order.pk)


@task()
def check_import(order_id: int) -> None:
    """Plan an import and write down what it would do. Running it again does it again."""
    order = _order(order_id)
    if order.state != State.CHECKING:
        return
    plan = _plan(order)
    state = State.REJECTED if plan.table.faults else State.CHECKED
    _note(order, state=state, counts=plan.counts, total=len(plan.items), findings=_findings(plan))


@task()
def carry_import(order_id: int) -> None:
    """Carry an import out, in the name of who confirmed it; what was done before a break stays, and is not done again."""
    order = _order(order_id)
    if order.state != State.CARRYING:
        return
    plan = _plan(order)
    try:
        with several_acts():
            plan.organs.establish(_actor(order))
        counts = carry_out(
            _actor(order),  # anew: an actor reads once how far his rights reach, and new organs have come within them
            plan,
            publish=order.publish,
            progress=lambda done, total: _note(order, done=done, total=total),
        )
    except (NotPermitted, Refused, TableRejected) as fault:
        _note(order, state=State.FAILED, failure=str(fault)[:300], ended_at=timezone.now())
    else:
        ended = {"ended_at": timezone.now(), "content": b""}
        _note(order, state=State.DONE, counts=order.counts | {"published": counts["published"]}, **ended)


def _order(order_id: int) -> TableImport:
    return TableImport.objects.select_related("below", "account__person").get(pk=order_id)


def _plan(order: TableImport) -> Plan:
    return plan_import(_actor(order), BytesIO(bytes(order.content)), order.name, order.below, mapping=order.mapping)


def _actor(order: TableImport) -> Actor:
    """Whoever ordered it, with the rights that he has now in the post he held then."""
    held: Any = order.account.person.appointments if order.account.person else None
    current = held.current(timezone.localdate()).filter(post=order.post_id) if held is not None else None
    appointment = current.select_related("post__unit", "organ").first() if current is not None else None
    return AccountActor(order.account, appointment=appointment)


def _note(order: TableImport, **values: Any) -> None:
    """Where the work stands; derived, so it leaves no evidence of its own."""
    TableImport.objects.filter(pk=order.pk).update(**values)


def _findings(plan: Plan) -> list[dict[str, Any]]:
    """The faults of the table; without any, the defects of its items."""
    faults = [
        {"row": fault.row, "code": "", "name": fault.column or "", "defects": [fault.message]}
        for fault in plan.table.faults
    ]
    return (faults or plan.defect_list)[:MOST_FINDINGS]
