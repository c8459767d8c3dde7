"""Taking sites under inspection, changing what is known of them, and letting them go."""

from dataclasses import dataclass
from datetime import date
from ipaddress import ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.models import InspectedSite
from mingtang.kernel.directory.api import Account, Organ, Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.fetching import Network
from mingtang.lib.inspection.visiting import Place

OWN_MACHINE = tuple(map(ip_network, ("127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10")))
"""Where this node itself listens, and where its host tells secrets: asked only when the node's setting says so."""


@dataclass(frozen=True)
class SiteDetails:
    """A site as its register has it. `networks` are inner networks in which its server may be asked, separated by blanks."""

    organ: Organ
    name: str
    address: str
    type: str
    has_services: bool
    in_service_since: date
    networks: str = ""
    editor: Account | None = None

    @property
    def values(self) -> dict[str, object]:
        """By column: portals are scored, others judged by vetoes only."""
        return {**vars(self), "scored": self.type == InspectedSite.Type.PORTAL}


def register_site(actor: Actor, details: SiteDetails) -> InspectedSite:
    """Take a site under inspection. Raises NotPermitted, Refused."""
    site = InspectedSite(**details.values)
    with act(acts.REGISTER_SITE, actor, site, within=details.organ) as deed:
        _require_sense(details)
        deed.create(site)
    return site


def change_site(actor: Actor, site: InspectedSite, details: SiteDetails) -> None:
    """Correct what the register says of a site. Raises NotPermitted, Refused; both organs have to be in the actor's reach."""
    with act(acts.CHANGE_SITE, actor, site) as deed:
        if details.organ != site.organ:
            raise Refused("主办单位变了，请停止监测后重新登记。", "organ")
        _require_sense(details, site)
        deed.change(site, **details.values)


def retire_site(actor: Actor, site: InspectedSite) -> None:
    """Look at a site no more. What was found stays. Raises NotPermitted, Refused."""
    with act(acts.RETIRE_SITE, actor, site) as deed:
        if site.retired_on is not None:
            raise Refused("网站已经停止监测。")
        deed.change(site, retired_on=timezone.localdate())


def pause_site(actor: Actor, site: InspectedSite, until: date | None) -> None:
    """Look at a site that is off for a time only after the day `until`; with None at once. Raises NotPermitted."""
    with act(acts.PAUSE_SITE, actor, site) as deed:
        deed.change(site, paused_until=until)


def place_of(site: InspectedSite) -> Place:
    """Where the site is, for whoever asks it. Raises Refused for networks that are none, or that may not be asked."""
    return Place(site.address, _networks(site.networks))


def _require_sense(details: SiteDetails, site: InspectedSite | None = None) -> None:
    parts = urlsplit(details.address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not parts.path:
        raise Refused("请填写完整的首页网址，例如 https://www.example.gov.cn/。", "address")
    if InspectedSite.objects.filter(address=details.address).exclude(pk=site and site.pk).exists():
        raise Refused("这个网址已经登记。", "address")
    if details.editor is not None and details.editor.organ_id != details.organ.pk:
        raise Refused("责任编辑应是主办单位的工作人员。", "editor")
    _networks(details.networks)


def _networks(text: str) -> tuple[Network, ...]:
    try:
        networks = tuple(ip_network(each) for each in text.split())
    except ValueError:
        raise Refused("内部网络应写成 10.1.0.0/16 这样的网段。", "networks") from None
    own = [each for each in networks for ours in OWN_MACHINE if each.version == ours.version and each.overlaps(ours)]  # type: ignore[arg-type]
    if own and not settings.INSPECT_LOOPBACK:
        raise Refused(f"不能访问本机网段 {own[0]}。", "networks")
    return networks
