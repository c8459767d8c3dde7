"""Files of letters and answers: all of them for their author, those let out for everybody."""

from mingtang.domains.interaction.messages.models import AttachedFile, Message


def public_files(message: Message) -> list[AttachedFile]:
    """What everybody may fetch with a published letter, with contents loaded; one statement."""
    rows = message.files.filter(shown__isnull=False, message__published_at__isnull=False)
    return list(rows.select_related("shown__content"))


def authors_files(message: Message) -> list[AttachedFile]:
    """What the author brought, and what came with the answer once he has it, with contents loaded; one statement."""
    rows = message.files.select_related("file__content")
    return list(rows if message.replied_at else rows.filter(side=AttachedFile.Side.LETTER))
