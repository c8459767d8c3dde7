"""Offering articles to the sites below, and recalling them."""

from collections.abc import Sequence

from django.utils import timezone

from mingtang.domains.portal.sharing import acts
from mingtang.domains.portal.sharing.actions.proposing import proposed
from mingtang.domains.portal.sharing.events import outdated
from mingtang.domains.portal.sharing.models import Mirror, Offer
from mingtang.domains.portal.sharing.queries.trees import site_of, sites_below
from mingtang.domains.portal.sharing.rules import OPEN, State, Way
from mingtang.domains.portal.sites.api import ArticlePage, PortalSite
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act


def offer_article(
    actor: Actor, original: ArticlePage, way: Way, *, sites: Sequence[PortalSite] = (), message: str = ""
) -> Offer:
    """Offer an article to `sites`, or all below its own. Raises NotPermitted, Refused. What was recalled may be offered again."""
    source = site_of(original)
    with act(acts.OFFER_ARTICLE, actor, within=source) as deed:
        offer = Offer.objects.filter(original=original).select_for_update().first()
        targets = _require_sense(original, source, offer, sites)
        said = {
            "way": way.value, "message": message.strip(), "offered_at": timezone.now(), "offered_by_id": actor.account_id,
            "recalled_at": None, "reason": "",
        }  # fmt: skip
        if offer is None:
            offer = Offer(original=original, site=source, organ_id=source.organ_id, **said)
            deed.create(offer)
        else:
            deed.change(offer, **said)
        deed.on = offer
        for site in targets:
            proposed(deed, original, source, site, way)
    return offer


def _require_sense(
    original: ArticlePage, source: PortalSite, offer: Offer | None, sites: Sequence[PortalSite]
) -> list[PortalSite]:
    if Mirror.objects.filter(page=original).exists():
        raise Refused("这是转载来的文章，请共享原文。", "article")
    if not original.live:
        raise Refused("文章已经撤下，不能共享。", "article")
    if offer is not None and offer.recalled_at is None:
        raise Refused("这篇文章已经共享。", "article")
    below = {site.pk: site for site in sites_below(source)}
    if not below or any(site.pk not in below for site in sites):
        raise Refused("只能共享给下级单位开通的网站。", "sites")
    return [below[site.pk] for site in sites] or list(below.values())


def recall_article(actor: Actor, offer: Offer, reason: str) -> None:
    """Take an offer back: its mirrors leave every site, with the reason. Raises NotPermitted, Refused."""
    with act(acts.RECALL_ARTICLE, actor, offer) as deed:
        if offer.recalled_at is not None:
            raise Refused("这篇文章已经收回。")
        if not reason.strip():
            raise Refused("请写明收回原因。", "reason")
        deed.change(offer, recalled_at=timezone.now(), reason=reason.strip())
        for mirror in Mirror.objects.filter(original=offer.original_id, state__in=OPEN).select_for_update():
            leave(deed, mirror, f"{offer.site.name}已收回：{reason.strip()}")


def leave(deed: Deed, mirror: Mirror, why: str) -> None:
    """Have a mirror go, for a reason that its readers will see."""
    deed.change(mirror, state=State.LEAVING.value, remark=why[:300])
    deed.announce(outdated(mirror.pk))
