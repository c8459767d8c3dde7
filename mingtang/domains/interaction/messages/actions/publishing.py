"""Deciding on publication (公开审核): a version for everybody beside what was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.actions.attaching import require_fit_for_everybody, show_files
from mingtang.domains.interaction.messages.actions.stepping import complete, open_step
from mingtang.domains.interaction.messages.events import MessagePublished
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.rules import CLOSED, OPEN
from mingtang.kernel.content.api import File
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.personal_data import OF_OFFICES, kinds_of_personal_data, masked


@dataclass(frozen=True, kw_only=True)
class PublicVersion:
    """What everybody is to read. `files` are those to be fetched, by the key of the one they are or stand for."""

    title: str
    content: str
    reply: str
    files: Mapping[int, File] = field(default_factory=dict)


def proposal_for(message: Message) -> PublicVersion:
    """The version with personal data struck out, for the desk to read and edit."""
    names = [message.name]
    return PublicVersion(
        title=masked(message.title, names=names)[:50],
        content=masked(message.content, names=names),
        reply=masked(message.reply, names=names, allowed=OF_OFFICES),
    )


def publish(actor: Actor, message: Message, version: PublicVersion) -> None:
    """Show a message to everybody. Raises Refused where its author did not agree, or personal data is left."""
    require_fit_for_everybody(actor, message, version.files)
    with act(acts.PUBLISH, actor, message) as deed:
        if not message.may_be_public:
            raise Refused("来信人没有同意公开，或者这一类留言不公开。")
        for part, allowed in (("title", ()), ("content", ()), ("reply", OF_OFFICES)):
            if left := kinds_of_personal_data(getattr(version, part), allowed=allowed):
                raise Refused(f"还有{'、'.join(left)}没有隐去。", part)
        deed.change(
            message, publication=Message.Publication.PUBLIC, public_title=version.title, public_content=version.content,
            public_reply=version.reply, published_at=timezone.now(),
        )  # fmt: skip
        show_files(deed, actor, message, version.files)
        deed.announce(MessagePublished(subject=f"message:{message.pk}", message_id=message.pk))
        complete(actor, message, open_step(message, "publish"), OPEN)


def keep_private(actor: Actor, message: Message, *, reason: str) -> None:
    """Answer without showing it to everybody. Raises Refused without a reason."""
    with act(acts.PUBLISH, actor, message) as deed:
        if not reason.strip():
            raise Refused("请写明不公开的理由。", "reason")
        deed.change(message, publication=Message.Publication.PRIVATE, private_reason=reason.strip())
        complete(actor, message, open_step(message, "publish"), CLOSED, reason)
