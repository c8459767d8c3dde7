"""What follows from facts about articles: subscribers get them, mirrors follow them."""

from mingtang.domains.portal.sharing import acts
from mingtang.domains.portal.sharing.actions.proposing import proposed
from mingtang.domains.portal.sharing.events import outdated
from mingtang.domains.portal.sharing.models import Mirror, Subscription
from mingtang.domains.portal.sharing.queries.trees import columns_from_inside, site_of
from mingtang.domains.portal.sharing.rules import OPEN, Way
from mingtang.domains.portal.sites.api import ArticlePage
from mingtang.kernel.evidence.api import SYSTEM, act, announce


def give_to_subscribers(page_id: int) -> int:
    """Propose a published article to the sites that subscribe to its columns; how many. A mirror passes on its original."""
    page = ArticlePage.objects.filter(pk=page_id, live=True).first()
    if page is None:
        return 0
    above = columns_from_inside(page)
    related = ("site__site__root_page", "site__organ", "target")
    rows = Subscription.objects.filter(column__in=above, ended_at=None).select_related(*related)
    passed_on = Mirror.objects.filter(page=page_id).select_related("original").first()
    original = passed_on.original if passed_on else page
    source = site_of(original)
    wanted = [each for each in rows if each.site_id != source.pk and not _has(original, each)]
    for subscription in wanted:
        site, at_once, column = subscription.site, subscription.automatic, subscription.target
        with act(acts.GIVE_ARTICLE, SYSTEM, subscription) as deed:
            proposed(deed, original, source, site, Way.SUBSCRIBED, automatic=at_once, column=column)
    return len(wanted)


def _has(original: ArticlePage, subscription: Subscription) -> bool:
    """Whether the site has been given the article already; facts may come twice."""
    return Mirror.objects.filter(original=original, site=subscription.site_id).exists()


def follow(page_id: int) -> int:
    """Have every mirror of an article that was corrected or withdrawn looked at; how many."""
    mirrors = list(Mirror.objects.filter(original=page_id, state__in=OPEN).values_list("pk", flat=True))
    for key in mirrors:
        announce(outdated(key))
    return len(mirrors)
