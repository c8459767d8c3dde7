"""The life of a site after its opening: suspended for a time, back, merged into another one, closed."""

from datetime import date

from django.utils import timezone

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.events import SiteStateChanged
from mingtang.domains.portal.sites.models import PortalSite
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act

State = PortalSite.State


def suspend_site(actor: Actor, portal: PortalSite, *, until: date, notice: str) -> None:
    """Take an open site off until a day; all its addresses show the notice. Raises NotPermitted, Refused.

    How often and how long is practice of the competent office (domain file 1, unconfirmed): the record says both.
    """
    today = timezone.localdate()
    if portal.state != State.OPEN:
        raise Refused("只有开通的网站可以临时下线。")
    if until <= today:
        raise Refused("恢复日期应当在今天以后。", "until")
    _require_notice(notice)
    with act(acts.SUSPEND_SITE, actor, portal, basis=notice) as deed:
        deed.change(portal, state=State.SUSPENDED, notice=notice, suspended_on=today, suspended_until=until)
        _announce(deed, portal)


def resume_site(actor: Actor, portal: PortalSite) -> None:
    """Bring a suspended site back. Raises NotPermitted, Refused."""
    if portal.state != State.SUSPENDED:
        raise Refused("这个网站没有下线。")
    with act(acts.RESUME_SITE, actor, portal) as deed:
        deed.change(portal, state=State.OPEN, notice="", suspended_on=None, suspended_until=None)
        _announce(deed, portal)


def close_site(actor: Actor, portal: PortalSite, *, notice: str, successor: PortalSite | None = None) -> None:
    """Close a site for good. With a `successor`, whose tree has its content, old addresses lead there; without one they
    show the notice. Raises NotPermitted, Refused.

    Source: 政府网站发展指引 (国办发〔2017〕47号) 关停迁移.
    """
    if portal.state not in {State.OPEN, State.SUSPENDED}:
        raise Refused("这个网站没有开通。")
    if portal.site.is_default_site:
        raise Refused("主站不能关停。")
    if successor is not None and (successor.pk == portal.pk or successor.state != State.OPEN):
        raise Refused("内容应当迁移到另一个开通的网站。", "successor")
    _require_notice(notice)
    with act(acts.CLOSE_SITE, actor, portal, basis=notice) as deed:
        deed.change(portal, state=State.CLOSED, notice=notice, closed_on=timezone.localdate(), successor=successor)
        _announce(deed, portal)


def _require_notice(notice: str) -> None:
    if not notice.strip():
        raise Refused("请写明公告的内容。", "notice")


def _announce(deed: Deed, portal: PortalSite) -> None:
    deed.announce(SiteStateChanged(subject=f"site:{portal.pk}", site_id=portal.pk, state=portal.state))
