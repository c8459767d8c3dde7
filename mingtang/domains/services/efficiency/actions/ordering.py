"""Orders to account for something (督办): sent from a light or an application, answered by the organ, closed."""

from datetime import date

from django.utils import timezone

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.efficiency import acts
from mingtang.domains.services.efficiency.actions.telling import tell_of_order
from mingtang.domains.services.efficiency.events import OrderSent
from mingtang.domains.services.efficiency.models import Light, SupervisionOrder
from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS
from mingtang.kernel.clocks.api import end_of
from mingtang.kernel.directory.api import Organ, Refused, issue_number
from mingtang.kernel.evidence.api import Actor, NotPermitted, act, record_refusal

NUMBERING = "services.supervision_order"


def send_order(
    actor: Actor, organ: Organ, content: str, until: date, *, light: Light | None = None, application: Application | None = None
) -> SupervisionOrder:  # fmt: skip
    """Order an organ to deal with something and to answer by the end of `until`. Raises Refused for a day gone by."""
    if not content.strip():
        raise Refused("请填写督办内容。", "content")
    if until < timezone.localdate():
        raise Refused("答复期限不能早于今天。", "until")
    about = light.application if light else application
    order = SupervisionOrder(
        organ=organ, light=light, application=about, content=content.strip(), sender_id=actor.account_id,
        sent_at=timezone.now(), due_at=end_of(until),
    )  # fmt: skip
    with act(acts.SEND_ORDER, actor, order, within=organ) as deed:
        order.number = issue_number(organ, NUMBERING, on=timezone.localdate())
        deed.create(order)
        deed.announce(OrderSent(subject=f"order:{order.pk}", order_id=order.pk))
        tell_of_order(order, f"督办单 {order.number}", f"{order.content}请在 {until:%Y-%m-%d} 前答复。")
    return order


def answer_order(actor: Actor, order: SupervisionOrder, answer: str) -> None:
    """The organ answers. Raises Refused without words, or when it has been closed."""
    if not actor.may(ANSWER_LIGHTS, order):
        record_refusal(acts.ANSWER_ORDER, actor, order)
        raise NotPermitted("只有被督办单位可以答复。", refused=(acts.ANSWER_ORDER, actor, order))
    if not answer.strip():
        raise Refused("请填写答复。", "answer")
    with act(acts.ANSWER_ORDER, actor, order) as deed:
        _require_state(order, SupervisionOrder.State.SENT)
        deed.change(
            order, answer=answer.strip(), answered_by_id=actor.account_id, answered_at=timezone.now(),
            state=SupervisionOrder.State.ANSWERED,
        )  # fmt: skip
        tell_of_order(order, f"{order.number}已答复", order.answer, supervisors=True)


def close_order(actor: Actor, order: SupervisionOrder) -> None:
    """The supervisor is content with the answer. Raises Refused before there is one."""
    with act(acts.CLOSE_ORDER, actor, order) as deed:
        _require_state(order, SupervisionOrder.State.ANSWERED)
        deed.change(order, state=SupervisionOrder.State.CLOSED, closed_at=timezone.now())
        tell_of_order(order, f"{order.number}已办结", "督办已办结。")


def _require_state(order: SupervisionOrder, state: str) -> None:
    """Looked at behind the lock of the row."""
    locked = SupervisionOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if locked.state != state:
        raise Refused(f"督办单{locked.get_state_display()}，不能再办理这一步。")
    order.state = locked.state
