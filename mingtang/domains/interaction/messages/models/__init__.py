"""What interaction keeps of letters."""

from mingtang.domains.interaction.messages.models.attached import AttachedFile
from mingtang.domains.interaction.messages.models.extension import ReplyExtension
from mingtang.domains.interaction.messages.models.message import Message, MessageDesk, MessageQuerySet

__all__ = ["AttachedFile", "Message", "MessageDesk", "MessageQuerySet", "ReplyExtension"]
