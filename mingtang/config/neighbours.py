"""What pages of the portal show of other domains, in the words of both."""

from collections.abc import Collection, Mapping, Sequence

from mingtang.domains.interaction.messages.api import Mailbox
from mingtang.domains.interaction.messages.queries.letters import public_letters
from mingtang.domains.portal.sites.api import Answer


def newest_answers(count: int) -> Sequence[Answer]:
    """The letters published last; one statement."""
    return [
        Answer(
            title=letter.public_title,
            url=letter.get_absolute_url(),
            text=letter.public_reply,
            organ=letter.answering.label,
            note=f"用时 {letter.days} 个工作日",
        )
        for letter in public_letters().order_by("-published_at")[:count]
    ]


def letter_boxes(posts: Collection[int]) -> Mapping[int, str]:
    """Where leaders who have a box are written to, by post; one statement."""
    return {box.post_id: box.get_absolute_url() for box in Mailbox.objects.open().filter(post__in=posts).order_by()}
