"""What sharing does when facts arrive. Each runs in the transaction of its delivery, so that its effect happens once."""

from mingtang.domains.portal.sharing.actions.following import follow, give_to_subscribers
from mingtang.domains.portal.sharing.actions.renewing import renew
from mingtang.domains.portal.sharing.events import MirrorOutdated
from mingtang.domains.portal.sites.api import ArticleCorrected, ArticlePublished, ArticleWithdrawn


def article_published(event: ArticlePublished) -> None:
    """Subscribers get it."""
    give_to_subscribers(event.page_id)


def article_changed(event: ArticleCorrected | ArticleWithdrawn) -> None:
    """Its mirrors follow."""
    follow(event.page_id)


def mirror_outdated(event: MirrorOutdated) -> None:
    """The mirror becomes what it should be."""
    renew(event.mirror_id)
