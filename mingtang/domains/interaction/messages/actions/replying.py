"""Answering: a draft by one person, released by another, told to the author by the worker."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.actions.attaching import attach_files, drop_files
from mingtang.domains.interaction.messages.actions.stepping import complete, open_step
from mingtang.domains.interaction.messages.events import MessageAnswered
from mingtang.domains.interaction.messages.limits import REPLY
from mingtang.domains.interaction.messages.models import AttachedFile, Message
from mingtang.kernel.cases.api import Case, Clock, clocks
from mingtang.kernel.content.api import File
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.kernel.messaging.api import Content, notify_person

TOPIC = "interaction"
SUBMITTED = "提交审核"


def draft_reply(
    actor: Actor, message: Message, text: str, files: Sequence[File] = (), *, keep: Sequence[int] = ()
) -> None:
    """Write the answer and hand it to review, with files of the actor and those of an earlier draft to `keep`, by key.

    Raises Refused for nothing, and when the step is not the actor's.
    """
    with act(acts.DRAFT_REPLY, actor, message) as deed:
        if not text.strip():
            raise Refused("请填写答复。", "reply")
        step = open_step(message, "reply")
        deed.change(message, reply=text.strip(), drafter_id=actor.account_id)
        drop_files(deed, message, keep)
        attach_files(deed, actor, message, AttachedFile.Side.REPLY, files)
        complete(actor, message, step, SUBMITTED)


def answer(case: Case, _vars: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Tell the author that there is an answer, and stop the clock. Called by the worker, once in effect."""
    message = Message.objects.select_related("account").get(case=case)
    if Clock.objects.filter(case=case.pk, no=0, code=REPLY, stopped_at=None).exists():
        clocks.stop(SYSTEM, case.pk, REPLY, reason="已答复", key=f"answer:{message.pk}")
    with act(acts.ANSWER, SYSTEM, message) as deed:
        deed.announce(MessageAnswered(subject=f"message:{message.pk}", message_id=message.pk))
        if message.account is not None:
            body = f"您的留言 {message.number} 已有答复，请凭编号和查询码查看。"
            content = Content(
                subject=f"留言已答复：{message.number}", body=body, topic=TOPIC, link="/interaction/query/"
            )
            notify_person(message.account, content, key=f"interaction:{key}", about=message)
    return {}
