"""What config may use of interaction; other domains meet it through facts."""

from mingtang.domains.interaction.messages.actions.extending import ask_for_extension, decide_extension
from mingtang.domains.interaction.messages.actions.mailboxes import open_mailbox, write_to
from mingtang.domains.interaction.messages.actions.publishing import PublicVersion, keep_private, proposal_for, publish
from mingtang.domains.interaction.messages.actions.rating import rate
from mingtang.domains.interaction.messages.actions.replying import draft_reply
from mingtang.domains.interaction.messages.actions.screening import Screening, screen
from mingtang.domains.interaction.messages.actions.stepping import do
from mingtang.domains.interaction.messages.actions.submitting import Letter, ask_further, open_desk, submit
from mingtang.domains.interaction.messages.events import MessageAnswered, MessagePublished, MessageSubmitted
from mingtang.domains.interaction.messages.installing import install
from mingtang.domains.interaction.messages.models import AttachedFile, Mailbox, Message, MessageDesk, ReplyExtension

__all__ = [
    "AttachedFile",
    "Letter",
    "Mailbox",
    "Message",
    "MessageAnswered",
    "MessageDesk",
    "MessagePublished",
    "MessageSubmitted",
    "PublicVersion",
    "ReplyExtension",
    "Screening",
    "ask_for_extension",
    "ask_further",
    "decide_extension",
    "do",
    "draft_reply",
    "install",
    "keep_private",
    "open_desk",
    "open_mailbox",
    "proposal_for",
    "publish",
    "rate",
    "screen",
    "submit",
    "write_to",
]
