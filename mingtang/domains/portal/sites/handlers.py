"""What facts of the sites do to the index: everybody finds what everybody can read, and nothing else."""

from typing import Any

from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite, TopicPage
from mingtang.domains.portal.sites.searchable import ARTICLE, TOPIC
from mingtang.kernel.search.api import refresh


def article_changed(event: Any) -> None:
    """Describe an article anew; a withdrawn one leaves."""
    refresh(ARTICLE, [event.page_id])


def articles_moved(event: Any) -> None:
    """Describe the articles of the column that took some in anew: they are found at their new addresses."""
    into = ColumnPage.objects.get(pk=event.into_id)
    refresh(ARTICLE, ArticlePage.objects.child_of(into).values_list("pk", flat=True))


def topic_opened(event: Any) -> None:
    """Let a topic be found."""
    refresh(TOPIC, [event.topic_id])


def site_changed(event: Any) -> None:
    """Describe all pages of a site anew; those of a site that does not answer leave."""
    portal = PortalSite.objects.select_related("site__root_page").get(pk=event.site_id)
    for kind, model in ((ARTICLE, ArticlePage), (TOPIC, TopicPage)):
        refresh(kind, model.objects.descendant_of(portal.site.root_page).values_list("pk", flat=True))
