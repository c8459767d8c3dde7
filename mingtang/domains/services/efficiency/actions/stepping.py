"""The steps that follow a light: explanation or appeal, confirmation or revocation, rectification, closing."""

from django.utils import timezone

from mingtang.domains.services.efficiency import acts
from mingtang.domains.services.efficiency.actions.telling import tell_of_step
from mingtang.domains.services.efficiency.events import LightDecided
from mingtang.domains.services.efficiency.models import Light, LightStep
from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS
from mingtang.domains.services.efficiency.rules.course import Stage, why_not_step
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Act, Actor, NotPermitted, act, record_refusal


def explain(actor: Actor, light: Light, text: str, *, appeal: bool = False) -> None:
    """The responsible organ says why, or that the light is wrong. Raises Refused too late or without words."""
    _require_responsible(actor, acts.ANSWER_LIGHT, light)
    if light.answer_due_at is not None and timezone.now() >= light.answer_due_at:
        raise Refused("说明或者申诉的期限已过。")
    step(actor, acts.ANSWER_LIGHT, light, Stage.APPEALED if appeal else Stage.EXPLAINED, text, words_needed=True)


def confirm(actor: Actor, light: Light, text: str) -> None:
    """The supervisor finds the light right; it counts from now."""
    step(actor, acts.CONFIRM_LIGHT, light, Stage.CONFIRMED, text)


def revoke(actor: Actor, light: Light, text: str) -> None:
    """The supervisor takes the light back, with the reason; the record stays."""
    step(actor, acts.REVOKE_LIGHT, light, Stage.REVOKED, text, words_needed=True)


def rectify(actor: Actor, light: Light, text: str) -> None:
    """The responsible organ reports what it has done about it."""
    _require_responsible(actor, acts.RECTIFY_LIGHT, light)
    step(actor, acts.RECTIFY_LIGHT, light, Stage.RECTIFIED, text, words_needed=True)


def close(actor: Actor, light: Light, text: str) -> None:
    """The supervisor is content with the rectification."""
    step(actor, acts.CLOSE_LIGHT, light, Stage.CLOSED, text)


def confirm_by_silence() -> int:
    """Confirm what nobody explained in time; answers how many."""
    silent = Light.objects.filter(stage=Stage.NOTIFIED, answer_due_at__lte=timezone.now())
    lights = list(silent.select_related("organ")[:500])
    for light in lights:
        step(SYSTEM, acts.CONFIRM_BY_SILENCE, light, Stage.CONFIRMED, "在规定期限内没有说明或者申诉。")
    return len(lights)


def step(actor: Actor, kind: Act, light: Light, stage: Stage, text: str, *, words_needed: bool = False) -> None:
    """Add a step. Two people who press at once meet at the lock: the second is refused. Raises Refused."""
    said = text.strip()
    if words_needed and not said:
        raise Refused("请填写内容。", "text")
    with act(kind, actor, light) as deed:
        locked = Light.objects.select_for_update(of=("self",)).select_related("organ").get(pk=light.pk)
        if refusal := why_not_step(locked.stage, stage):
            raise Refused(refusal)
        deed.change(locked, stage=stage)
        deed.create(
            LightStep(
                light=locked,
                stage=stage,
                at=timezone.now(),
                by_id=actor.account_id,
                by_name=actor.name,
                text=said[:600],
            )
        )
        deed.note = said[:200]
        if stage in {Stage.CONFIRMED, Stage.REVOKED}:
            deed.announce(LightDecided(subject=f"light:{light.pk}", light_id=light.pk, stage=stage.value))
        tell_of_step(locked, stage, said)
    light.stage = stage


def may_answer(actor: Actor, light: Light) -> bool:
    """Whether the actor may explain: whoever is responsible himself, and those who answer for the organ."""
    return (light.person_id is not None and light.person_id == actor.account_id) or actor.may(ANSWER_LIGHTS, light)


def _require_responsible(actor: Actor, kind: Act, light: Light) -> None:
    if not may_answer(actor, light):
        record_refusal(kind, actor, light)
        raise NotPermitted("只有责任人和责任部门可以说明、申诉和报送整改情况。", refused=(kind, actor, light))
