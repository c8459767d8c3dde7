"""Answering for a call: each opinion is treated, and what became of all of them is published."""

from django.utils import timezone

from mingtang.domains.interaction.moderation.api import Post, require_no_personal_data, require_result, result_to_keep
from mingtang.domains.interaction.opinions import acts
from mingtang.domains.interaction.opinions.events import CallAnswered
from mingtang.domains.interaction.opinions.models import Call, Opinion
from mingtang.domains.interaction.opinions.rules import needs_reason
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act

REPORT = "采纳情况"


def treat_opinion(actor: Actor, opinion: Opinion, *, treatment: str, answer: str = "") -> None:
    """Say what becomes of an opinion. Raises Refused without the reason it needs, with personal data, and once the result is public."""
    with act(acts.TREAT_OPINION, actor, opinion) as deed:
        if opinion.call.result_at is not None:
            raise Refused("采纳情况已经公布，不能再改。")
        if opinion.verdict == Post.Verdict.WAITING:
            raise Refused("请先审核这条意见。")
        if needs_reason(treatment) and not answer.strip():
            raise Refused("部分采纳和未采纳的，请说明理由。", "answer")
        require_no_personal_data(answer, "answer")
        deed.change(
            opinion,
            treatment=treatment,
            answer=answer.strip(),
            treated_by_id=actor.account_id,
            treated_at=timezone.now(),
        )


def draft_result(actor: Actor, call: Call, *, result: str) -> None:
    """Write what became of the opinions. Raises Refused while the call is open, for nothing, and with personal data."""
    with act(acts.DRAFT_RESULT, actor, call) as deed:
        kept = result_to_keep(call, result, REPORT)
        deed.change(call, result=kept, result_drafter_id=actor.account_id)


def release_result(actor: Actor, call: Call) -> None:
    """Let everybody read it. Raises Refused to its drafter, without a text, and while an opinion is untreated."""
    with act(acts.RELEASE_RESULT, actor, call) as deed:
        require_result(actor, call, REPORT)
        if left := Opinion.objects.filter(call=call, treatment="").count():
            raise Refused(f"还有 {left} 条意见没有处理。")
        deed.change(call, result_releaser_id=actor.account_id, result_at=timezone.now())
        deed.announce(CallAnswered(subject=f"call:{call.pk}", call_id=call.pk))
