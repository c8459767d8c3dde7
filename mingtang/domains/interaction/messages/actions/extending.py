"""A longer limit (延期): asked for once by the organ in charge while the limit runs, decided at the desk."""

from django.utils import timezone

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.limits import REPLY, most_extension
from mingtang.domains.interaction.messages.models import Message, ReplyExtension
from mingtang.domains.interaction.messages.rules import Stage
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act

_AT_WORK = frozenset({Stage.SIGNING, Stage.REPLYING, Stage.REVIEWING})


def why_no_extension(actor: Actor, message: Message) -> str:
    """Why the actor's organ cannot ask for a longer limit now; empty when it can."""
    if message.unit_id is None or message.unit_id != actor.organ_id or message.stage not in _AT_WORK:
        return "只有正在办理的单位可以申请延期。"
    if ReplyExtension.objects.filter(message=message).exists():
        return "只能申请一次延期。"
    if message.case.due_at is None or message.case.due_at <= timezone.now():
        return "延期要在期限届满之前申请；已经超期的，按超期记录。"
    return "" if most_extension(message) else "这一类留言不能延期。"


def ask_for_extension(actor: Actor, message: Message, *, days: int, reason: str) -> ReplyExtension:
    """Ask for more days. Raises Refused."""
    with act(acts.ASK_FOR_EXTENSION, actor, message) as deed:
        if obstacle := why_no_extension(actor, message):
            raise Refused(obstacle)
        if not 1 <= days <= (most := most_extension(message)):
            raise Refused(f"最多延长 {most} 个工作日。", "days")
        asked = ReplyExtension(message=message, days=days, reason=reason, asked_at=timezone.now())
        asked.organ_id, asked.asked_by_id = actor.organ_id, actor.account_id  # type: ignore[assignment]
        deed.create(asked)
    return asked


def decide_extension(actor: Actor, asked: ReplyExtension, *, granted: bool, words: str = "") -> None:
    """Grant or refuse; granting moves the limit. Raises Refused when that was done before, or without a reason."""
    with act(acts.DECIDE_EXTENSION, actor, asked.message) as deed:
        if asked.granted is not None:
            raise Refused("延期申请已经审批。")
        if actor.account_id is not None and actor.account_id == asked.asked_by_id:
            raise Refused("申请人不能审批自己的申请。")
        if not granted and not words.strip():
            raise Refused("不同意的，请写明理由。", "words")
        deed.change(asked, granted=granted, decided_at=timezone.now(), words=words.strip())
        if granted and asked.message.replied_at is None:
            clocks.extend(
                SYSTEM, asked.message.case_id, 0, asked.days, code=REPLY, reason=asked.reason,
                key=f"extension:{asked.pk}", asked_at=asked.asked_at,
            )  # fmt: skip
