"""Writing to the government: what is sent is judged by the dictionary, numbered, and gets its case."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.actions.attaching import attach_files
from mingtang.domains.interaction.messages.case_type import MESSAGE
from mingtang.domains.interaction.messages.events import MessageSubmitted
from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.domains.interaction.messages.models import AttachedFile, Mailbox, Message, MessageDesk
from mingtang.domains.interaction.moderation.api import warnings_of
from mingtang.kernel.cases.api import open_case
from mingtang.kernel.content.api import File
from mingtang.kernel.directory.api import Organ, Refused, set_number_format
from mingtang.kernel.evidence.api import SYSTEM, Actor, act

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What somebody writes. `wished` is the organ he hopes to hear from, `follows` the message he asks further about,
    `mailbox` the leader he writes to.

    `files` are his own: whoever has no account brings none.
    """

    kind: str
    title: str
    content: str
    name: str = ""
    phone: str = ""
    concerning: str = ""
    page: str = ""
    wants_public: bool = False
    wished: Organ | None = None
    channel: str = Message.Channel.WEB
    follows: Message | None = None
    mailbox: Mailbox | None = None
    files: Sequence[File] = ()


def open_desk(actor: Actor, organ: Organ, *, site_code: str, name: str) -> MessageDesk:
    """Let an organ receive messages, with numbers of its own. Raises Refused for a code that cannot stand in a number."""
    desk = MessageDesk(organ=organ, site_code=site_code, name=name)
    with act(acts.OPEN_DESK, actor, within=organ) as deed:
        deed.create(desk)
        set_number_format(SYSTEM, MESSAGE.numbering, site_code + "-{year}{month:02}{day:02}-{n:04}", organ=organ)
    return desk


def submit(actor: Actor, desk: MessageDesk, letter: Letter) -> Message:
    """Take a letter in; its number and `code` are what its author asks with later. Raises Refused with the field at fault."""
    _require_what_is_needed(letter)
    warnings = warnings_of(f"{letter.title}\n{letter.content}")
    code = "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))
    given = {name: value for name, value in vars(letter).items() if name not in {"phone", "files"}}
    message = Message(organ=desk.organ, account_id=actor.account_id, address=actor.origin.address, warnings=warnings, received_at=timezone.now(), **given, **Message.sealed(letter.phone, code))  # fmt: skip
    with act(acts.SUBMIT, actor, within=desk.organ) as deed:
        message.case = open_case(
            actor,
            MESSAGE.code,
            title=letter.title,
            organ=desk.organ,
            vars={"channel": letter.kind, "unit": "", "open": False},
        )
        message.number = message.case.number
        deed.create(message)
        attach_files(deed, actor, message, AttachedFile.Side.LETTER, letter.files)
        deed.announce(MessageSubmitted(subject=f"message:{message.pk}", message_id=message.pk))
    return message


_ASKED = {
    "name": "请填写姓名。",
    "phone": "请填写电话。",
    "concerning": "请写明涉及的单位或者地点。",
    "page": "请填写网页地址。",
}


def _require_what_is_needed(letter: Letter) -> None:
    kind = kinds().get(letter.kind)
    if kind is None:
        raise Refused("没有这一类留言。", "kind")
    for field, words in _ASKED.items():
        if field in kind.needs and not getattr(letter, field).strip():
            raise Refused(words, field)


def ask_further(actor: Actor, message: Message, *, content: str) -> Message:
    """Ask once more about an answer: a message of its own with its own limit, in the name of the same author.

    Raises Refused before the answer, for a second time, and for a question that itself follows another.
    """
    if not may_ask_further(message):
        raise Refused("答复以后可以追问一次。", "content")
    desk = MessageDesk.objects.select_related("organ").get(organ=message.organ_id)
    letter = Letter(
        kind=message.kind, title=f"追问：{message.title}"[:50], content=content, name=message.name, phone=message.phone,
        concerning=message.concerning, page=message.page, wants_public=message.wants_public, wished=message.unit,
        channel=message.channel, follows=message, mailbox=message.mailbox,
    )  # fmt: skip
    return submit(actor, desk, letter)


def may_ask_further(message: Message) -> bool:
    """Whether its author may ask once more; one statement."""
    answered = message.replied_at is not None and message.unit_id is not None
    return answered and message.follows_id is None and not Message.objects.filter(follows=message).exists()
