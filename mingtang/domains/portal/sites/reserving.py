"""Articles that only the system changes. Rooms above say which: those that follow another article, say."""

from collections.abc import Callable

from mingtang.domains.portal.sites.models import ArticlePage
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor

Reserve = Callable[[ArticlePage], str]
"""Why people may not change an article; empty when they may."""

_RESERVES: list[Reserve] = []


def reserve_for_the_system(why: Reserve) -> None:
    """Have `why` asked before people correct or withdraw an article; belongs into `AppConfig.ready`."""
    if why not in _RESERVES:
        _RESERVES.append(why)


def why_reserved(article: ArticlePage) -> str:
    """Why people may not change an article; empty when they may."""
    return next((said for why in _RESERVES if (said := why(article))), "")


def require_free(actor: Actor, article: ArticlePage) -> None:
    """Raise Refused when somebody would change what is reserved for the system."""
    if actor is not SYSTEM and (said := why_reserved(article)):
        raise Refused(said)
