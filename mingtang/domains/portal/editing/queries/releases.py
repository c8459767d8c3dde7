"""Releases: sets of manuscripts that are published together."""

from django.db.models import Count, Q, QuerySet

from mingtang.domains.portal.editing.models import Manuscript, Release
from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS
from mingtang.domains.portal.sites.api import PortalSite
from mingtang.kernel.evidence.api import Actor


def releases_of(actor: Actor) -> QuerySet[Release]:
    """Those of sites that the actor reads, and those with a manuscript of his columns; with `count`, how many are in it."""
    sites = PortalSite.objects.within(actor, READ_MANUSCRIPTS).values("pk")
    own = Manuscript.objects.visible_to(actor).exclude(release=None).values("release_id")
    rows = Release.objects.filter(Q(site__in=sites) | Q(pk__in=own)).select_related("site", "ordered_by__person")
    return rows.annotate(count=Count("manuscripts"))
