"""The portal's register of sites keeps that of inspection: what opens is looked at, what is off rests, what is closed is let go."""

from mingtang.domains.inspection.api import InspectedSite, SiteDetails, pause_site, register_site, retire_site
from mingtang.domains.portal.sites.api import HomeComposed, PortalSite, SiteStateChanged
from mingtang.kernel.evidence.api import SYSTEM

TYPES = {
    PortalSite.Kind.PORTAL: InspectedSite.Type.PORTAL, PortalSite.Kind.DEPARTMENT: InspectedSite.Type.DEPARTMENT,
    PortalSite.Kind.TOPIC: InspectedSite.Type.SPECIAL,
}  # fmt: skip


def inspected_address(portal: PortalSite) -> str:
    """Where inspection looks at a site of our own, whatever host answers."""
    return f"https://{portal.domain}{portal.get_absolute_url()}"


def site_changed(fact: SiteStateChanged | HomeComposed) -> None:
    """Hold the register of inspection to that of the portal. Versions in other languages belong to their original."""
    portal = PortalSite.objects.select_related("site__root_page", "organ").get(pk=fact.site_id)
    if portal.original_id is not None:
        return
    inspected = InspectedSite.objects.filter(address=inspected_address(portal)).first()
    if inspected is None:
        if portal.state == PortalSite.State.OPEN:
            register_site(SYSTEM, details_of(portal))
    elif portal.state == PortalSite.State.CLOSED:
        if inspected.retired_on is None:
            retire_site(SYSTEM, inspected)
    elif inspected.paused_until != portal.suspended_until:
        pause_site(SYSTEM, inspected, portal.suspended_until)


def details_of(portal: PortalSite) -> SiteDetails:
    """A site of the portal as inspection registers it. Its editor is named by whoever monitors."""
    return SiteDetails(
        organ=portal.organ, name=portal.name, address=inspected_address(portal), type=TYPES[PortalSite.Kind(portal.kind)],
        has_services=portal.kind == PortalSite.Kind.PORTAL, in_service_since=portal.opened_on,  # type: ignore[arg-type]
    )  # fmt: skip
