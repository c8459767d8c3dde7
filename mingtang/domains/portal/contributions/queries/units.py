"""Desks and units that an actor has to do with."""

from mingtang.domains.portal.contributions.models import ReportingUnit
from mingtang.domains.portal.contributions.permissions import EDIT_CONTRIBUTIONS, READ_CONTRIBUTIONS
from mingtang.domains.portal.sites.api import PortalSite
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor


def desk_of(actor: Actor) -> Organ | None:
    """The organ that the actor edits for, or whose ranking he may read: his own before others, that of a site before none.

    Two statements at most. None for whoever neither edits nor reads nor reports.
    """
    for permission in (EDIT_CONTRIBUTIONS, READ_CONTRIBUTIONS):
        rows = PortalSite.objects.exclude(kind=PortalSite.Kind.TOPIC).select_related("organ")
        sites = list(actor.narrow(rows, permission, PortalSite.protection)) if actor.may(permission) else []
        if sites:
            own = next((site for site in sites if site.organ_id == actor.organ_id), None)
            hub = next((site for site in sites if site.kind == PortalSite.Kind.PORTAL), sites[0])
            return (own or hub).organ
    unit = ReportingUnit.objects.filter(organ=actor.organ_id).select_related("desk").first() if actor.organ_id else None
    return unit.desk if unit else None
