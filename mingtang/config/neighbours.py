"""What pages of the portal show of other domains, in the words of both."""

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from mingtang.config.site_register import inspected_address
from mingtang.domains.inspection.api import newest_statement
from mingtang.domains.interaction.messages.api import Mailbox
from mingtang.domains.interaction.messages.queries.letters import public_letters
from mingtang.domains.portal.sites.api import Answer, PortalSite


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


def yearly_statement(portal: PortalSite) -> str:
    """Where the newest yearly statement of a site stands; a version in another language has that of its original; one statement."""
    found = newest_statement(inspected_address(portal.original or portal))
    return reverse("public_site_statement", args=[found]) if found else ""
