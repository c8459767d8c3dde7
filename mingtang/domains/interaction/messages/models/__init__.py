"""What interaction keeps of letters."""

from mingtang.domains.interaction.messages.models.attached import AttachedFile
from mingtang.domains.interaction.messages.models.desk import MessageDesk
from mingtang.domains.interaction.messages.models.extension import ReplyExtension
from mingtang.domains.interaction.messages.models.mailbox import Mailbox
from mingtang.domains.interaction.messages.models.message import Message, MessageQuerySet

__all__ = ["AttachedFile", "Mailbox", "Message", "MessageDesk", "MessageQuerySet", "ReplyExtension"]
