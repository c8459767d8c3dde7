"""Calling for opinions: drafted by one person, released by another, open for as long as the rules ask."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingtang.domains.interaction.moderation.api import last_day, require_another, require_days_in_order, require_draft
from mingtang.domains.interaction.opinions import acts
from mingtang.domains.interaction.opinions.events import CallReleased
from mingtang.domains.interaction.opinions.models import Call
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


@dataclass(frozen=True, kw_only=True)
class CallDraft:
    """What is asked about, and from when until when. A shorter time than the rules ask for has its reason."""

    title: str
    kind: str
    introduction: str
    draft: str
    contact: str
    opens_on: date
    closes_on: date
    shortened_because: str = ""


def draft_call(actor: Actor, organ: Organ, said: CallDraft) -> Call:
    """Write a call that nobody sees yet."""
    call = Call(organ=organ, drafted_at=timezone.now(), **vars(said))
    call.drafter_id = actor.account_id  # type: ignore[assignment]
    with act(acts.DRAFT_CALL, actor, within=organ) as deed:
        require_days_in_order(said.opens_on, said.closes_on)
        deed.create(call)
    return call


def revise_call(actor: Actor, call: Call, said: CallDraft) -> None:
    """Write the draft anew. Raises Refused once it is released."""
    with act(acts.DRAFT_CALL, actor, call) as deed:
        require_draft(call)
        require_days_in_order(said.opens_on, said.closes_on)
        deed.change(call, drafter_id=actor.account_id, drafted_at=timezone.now(), **vars(said))


def release_call(actor: Actor, call: Call) -> None:
    """Let everybody read it and comment. Raises Refused to its drafter, and for a time that is too short or has begun."""
    with act(acts.RELEASE_CALL, actor, call) as deed:
        require_draft(call)
        require_another(actor, call.drafter_id)
        if call.opens_on < timezone.localdate():
            raise Refused("开始日期已经过去，请先修改。")
        _require_time(call)
        due_on = last_day("interaction.adoption", call.closes_on, call.organ_id)
        deed.change(call, releaser_id=actor.account_id, released_at=timezone.now(), due_on=due_on)
        deed.announce(CallReleased(subject=f"call:{call.pk}", call_id=call.pk))


def _require_time(call: Call) -> None:
    """As long as its kind asks for; shorter with a reason that people read, but never than any call."""
    if call.closes_on < (least := last_day("interaction.call_open", call.opens_on, call.organ_id, "ordinary")):
        raise Refused(f"征求意见最早到 {least:%Y-%m-%d} 截止。")
    usual = last_day("interaction.call_open", call.opens_on, call.organ_id, call.kind)
    if call.closes_on < usual and not call.shortened_because.strip():
        raise Refused(f"{call.get_kind_display()}一般征求意见到 {usual:%Y-%m-%d}；要缩短的，请写明理由。")
