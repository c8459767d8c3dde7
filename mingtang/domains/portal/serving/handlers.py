"""What facts of the sites do to kept pages: a site that shows something else has another mark, and its pages are made again.

A fact arrives after its act is committed. A page that was begun before has the old mark, so that it is never told as true.
"""

from typing import Any

from django.db.models import Q

from mingtang.domains.portal.serving.api import page_store
from mingtang.domains.portal.sites.api import PortalSite


def site_changed(event: Any) -> None:
    """Everything of the site is made anew: an article stands in its column, those above, the home page, feeds, sitemap.

    Its versions in other languages show what they have not translated yet, so they are made anew with it.
    """
    family = PortalSite.objects.filter(Q(pk=event.site_id) | Q(original=event.site_id))
    for key in family.values_list("key", flat=True):
        page_store().marks.change(key)


def something_was_taken_away(event: Any) -> None:
    """What was kept is not told any more, even when nothing else answers; nor on other sites, which may have shown it too."""
    page_store().marks.change(take_away=True)
