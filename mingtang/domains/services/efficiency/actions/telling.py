"""Telling people of lights and orders: the handler, those who answer for the organ, the supervisors."""

from mingtang.domains.services.efficiency.models import Light, SupervisionOrder
from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS, SUPERVISE_EFFICIENCY
from mingtang.domains.services.efficiency.rules.course import STAGES, Stage
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.messaging.api import Content, notify_permission_holders, notify_person

TOPIC = "efficiency"
_FOR_SUPERVISORS = {Stage.EXPLAINED, Stage.APPEALED, Stage.RECTIFIED}


def tell_of_light(light: Light) -> None:
    """To the handler and to those who answer for the organ; once."""
    until = f"请在 {last_day(light.answer_due_at):%Y-%m-%d} 前说明或者申诉。" if light.answer_due_at else ""
    subject = f"{light.get_level_display()}：{light.rule} {light.title}"
    body = f"{light.about}：{light.description}{until}"
    content = Content(subject=subject, body=body, topic=TOPIC, link=_page(light))
    if light.person is not None:
        notify_person(light.person, content, key=f"light:{light.pk}:person", about=light)
    notify_permission_holders(ANSWER_LIGHTS, content, organ=light.organ_id, key=f"light:{light.pk}:organ", about=light)


def tell_of_step(light: Light, stage: Stage, text: str) -> None:
    """What the organ says goes to the supervisors, what they decide to the organ. Warnings that pass are told to nobody."""
    if stage is Stage.PASSED:
        return
    subject = f"{light.number}{STAGES[stage]}"
    content = Content(subject=subject, body=f"{light.about}：{text}", topic=TOPIC, link=_page(light))
    who = SUPERVISE_EFFICIENCY if stage in _FOR_SUPERVISORS else ANSWER_LIGHTS
    step = light.steps.count()
    notify_permission_holders(
        who, content, organ=light.organ_id, key=f"light:{light.pk}:{stage.value}:{step}", about=light
    )


def tell_of_order(order: SupervisionOrder, subject: str, body: str, *, supervisors: bool = False) -> None:
    """To whoever answers for the organ, or to the supervisors."""
    content = Content(subject=subject, body=body, topic=TOPIC, link=f"/workbench/efficiency/orders/{order.pk}/")
    who = SUPERVISE_EFFICIENCY if supervisors else ANSWER_LIGHTS
    key = f"order:{order.pk}:{order.state}"
    notify_permission_holders(who, content, organ=order.organ_id, key=key, about=order)


def _page(light: Light) -> str:
    """Written out, so that workers need not know every address of the site."""
    return f"/workbench/efficiency/lights/{light.pk}/"
