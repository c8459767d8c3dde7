"""What config may use of sharing."""

from mingtang.domains.portal.sharing.actions.offering import offer_article, recall_article
from mingtang.domains.portal.sharing.actions.subscribing import map_column, subscribe, unsubscribe
from mingtang.domains.portal.sharing.actions.taking import accept_mirror, decline_mirror, drop_mirror, retry_mirror
from mingtang.domains.portal.sharing.events import MirrorOutdated
from mingtang.domains.portal.sharing.models import ColumnMapping, Mirror, Offer, Subscription
from mingtang.domains.portal.sharing.queries.counts import counted_once, spread_of
from mingtang.domains.portal.sharing.rules import State, Way

__all__ = [
    "ColumnMapping",
    "Mirror",
    "MirrorOutdated",
    "Offer",
    "State",
    "Subscription",
    "Way",
    "accept_mirror",
    "counted_once",
    "decline_mirror",
    "drop_mirror",
    "map_column",
    "offer_article",
    "recall_article",
    "retry_mirror",
    "spread_of",
    "subscribe",
    "unsubscribe",
]
