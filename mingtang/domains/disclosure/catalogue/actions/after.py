"""What happens to public items: their validity changes, or they are withdrawn. Nothing is ever deleted."""

from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.catalogue import acts
from mingtang.domains.disclosure.catalogue.events import InformationChanged
from mingtang.domains.disclosure.catalogue.models import InformationItem, ValidityChange
from mingtang.domains.disclosure.catalogue.rules import OUT_OF_FORCE, State, Validity
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def change_validity(
    actor: Actor,
    item: InformationItem,
    *,
    validity: str,
    on: date,
    basis: str,
    replaced_by: InformationItem | None = None,
) -> ValidityChange:
    """Say that a document is no longer in force as it was, since `on`, on which ground. Raises Refused."""
    _require_public(item)
    if not item.is_policy:
        raise Refused("只有政策文件有有效性。", "validity")
    if validity == item.validity:
        raise Refused("有效性没有变化。", "validity")
    if on > timezone.localdate():
        raise Refused("日期不能晚于今天。", "on")
    if replaced_by and replaced_by.pk == item.pk:
        raise Refused("不能由自己替代。", "replaced_by")
    change = ValidityChange(item=item, before=item.validity, after=validity, on=on, basis=basis, at=timezone.now())
    repealed_on = on if Validity(validity) in OUT_OF_FORCE else None
    with act(acts.CHANGE_VALIDITY, actor, item, basis=basis) as deed:
        deed.create(change)
        deed.change(item, validity=validity, repealed_on=repealed_on, replaced_by=replaced_by)
        deed.announce(InformationChanged(subject=f"information:{item.pk}", item_id=item.pk))
    return change


def withdraw_item(actor: Actor, item: InformationItem, *, reason: str) -> None:
    """Take an item from the public. Its number stays its own, its page says why it is gone. Raises Refused.

    What is signed for a moment to come is not published then.
    """
    if item.state != State.SCHEDULED:
        _require_public(item)
    if not reason.strip():
        raise Refused("请写明撤下的原因。", "reason")
    state = State.NOT_PUBLISHED if item.state == State.SCHEDULED else State.WITHDRAWN
    with act(acts.WITHDRAW, actor, item) as deed:
        deed.note = reason
        deed.change(item, state=state, withdrawn_at=timezone.now(), withdraw_reason=reason)
        deed.announce(InformationChanged(subject=f"information:{item.pk}", item_id=item.pk))


def _require_public(item: InformationItem) -> None:
    if item.state != State.PUBLISHED:
        raise Refused("只有已公开的信息可以这样办理。")
