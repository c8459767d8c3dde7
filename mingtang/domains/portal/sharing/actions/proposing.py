"""How a mirror begins: by an offer, or by a subscription."""

from django.utils import timezone

from mingtang.domains.portal.sharing.events import outdated
from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sharing.rules import WANTED, State, Way, first_state
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.evidence.api import Deed


def proposed(
    deed: Deed,
    original: ArticlePage,
    source: PortalSite,
    site: PortalSite,
    way: Way,
    *,
    automatic: bool = False,
    column: ColumnPage | None = None,
) -> Mirror:
    """Give a site an article: at once, or for its editors to decide. One that the site shows already keeps being shown."""
    state = first_state(way, automatic=automatic)
    mirror = Mirror.objects.filter(original=original, site=site).select_for_update().first()
    if mirror is None:
        mirror = Mirror(
            original=original, source=source, upper_id=source.organ_id, site=site, organ_id=site.organ_id, way=way.value,
            state=state.value, column=column, proposed_at=timezone.now(),
        )  # fmt: skip
        deed.create(mirror)
    elif mirror.state in WANTED:
        deed.change(mirror, way=way.value)
    else:
        deed.change(
            mirror,
            way=way.value,
            state=state.value,
            column=column or mirror.column,
            proposed_at=timezone.now(),
            remark="",
        )
    if mirror.state == State.DUE:
        deed.announce(outdated(mirror.pk))
    return mirror
