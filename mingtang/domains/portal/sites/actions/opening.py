"""Registering, opening and correcting sites."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.events import SiteRegisterChanged, SiteStateChanged
from mingtang.domains.portal.sites.models import HomePage, PortalSite
from mingtang.domains.portal.sites.rules import is_site_code
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, Deed, act


@dataclass(frozen=True, kw_only=True)
class SiteDetails:
    """What is registered of a site. `host` is its domain, without a port; the `hub` answers at hosts nobody else has.

    A version in another language names its `original` and is no second site of the organ.
    """

    key: str
    name: str
    kind: str
    host: str
    code: str
    organ: Organ
    operator: Organ | None = None
    latin_name: str = ""
    theme: str = ""
    icp_number: str = ""
    police_number: str = ""
    phone: str = ""
    hub: bool = False
    language: str = "zh-hans"
    original: PortalSite | None = None

    @property
    def values(self) -> dict[str, Any]:
        """By column of the register; the host is Wagtail's."""
        return {name: value for name, value in vars(self).items() if name not in {"host", "hub"}}


def open_site(actor: Actor, details: SiteDetails, *, on: date) -> PortalSite:
    """Register a site with an empty home page, open from the day `on`. Raises Refused, NotPermitted.

    Source: 政府网站发展指引 (国办发〔2017〕47号) 二、网站开设.
    """
    with act(acts.OPEN_SITE, actor, within=details.organ) as deed:
        return _founded(deed, details, state=PortalSite.State.OPEN, opened_on=on)


def register_site(actor: Actor, details: SiteDetails) -> PortalSite:
    """Register a site that is being prepared: nobody sees it until it is launched. Raises Refused, NotPermitted."""
    with act(acts.REGISTER_SITE, actor, within=details.organ) as deed:
        return _founded(deed, details)


def _founded(deed: Deed, details: SiteDetails, **standing: Any) -> PortalSite:
    _require_sense(details)
    home = HomePage(title=details.name, slug=details.key, locale=_locale(details.language))
    if details.original is not None:
        home.translation_key = details.original.site.root_page.translation_key
    _root().add_child(instance=home)
    host = {"hostname": details.host, "site_name": details.name, "is_default_site": details.hub}
    site = Site.objects.create(root_page=home.page_ptr, **host)
    portal = PortalSite(site=site, **standing, **details.values)
    deed.create(portal)
    return portal


def launch_site(actor: Actor, portal: PortalSite) -> None:
    """Open a site that was prepared, from today on. Raises Refused while its home page is empty, NotPermitted."""
    if portal.state != PortalSite.State.PREPARING:
        raise Refused("只有筹建中的网站可以开通。")
    if not HomePage.objects.get(pk=portal.site.root_page_id).blocks:
        raise Refused("首页还没有编排并发布，不能开通。")
    with act(acts.OPEN_SITE, actor, portal) as deed:
        deed.change(portal, state=PortalSite.State.OPEN, opened_on=timezone.localdate())
        deed.announce(SiteStateChanged(subject=f"site:{portal.pk}", site_id=portal.pk, state=portal.state))


def change_site(actor: Actor, portal: PortalSite, details: SiteDetails) -> None:
    """Correct what the register says of a site. What its addresses and pages hang on stays: key, organ, language.

    Raises Refused, NotPermitted.
    """
    fixed = {"key": portal.key, "organ": portal.organ, "language": portal.language, "original": portal.original}
    for name, value in fixed.items():
        if getattr(details, name) != value:
            raise Refused("代号、主办单位和语言登记以后不能修改，请另行登记网站。", name)
    _require_marks(details, PortalSite.objects.exclude(pk=portal.pk))
    with act(acts.CHANGE_SITE, actor, portal) as deed:
        deed.change(portal, **details.values)
        deed.change(portal.site, hostname=details.host, site_name=details.name)
        deed.announce(SiteRegisterChanged(subject=f"site:{portal.pk}", site_id=portal.pk))


def _require_marks(details: SiteDetails, others: QuerySet[PortalSite]) -> None:
    if not is_site_code(details.code):
        raise Refused("网站标识码是 10 位数字：6 位行政区划代码和 4 位顺序号。", "code")
    if others.filter(site__hostname=details.host).exists():
        raise Refused("这个域名已经有网站使用。", "host")
    if details.original is None and details.kind != PortalSite.Kind.TOPIC:
        _require_one_site(details, others)


def _require_one_site(details: SiteDetails, others: QuerySet[PortalSite]) -> None:
    counted = others.filter(original=None, organ=details.organ).exclude(kind=PortalSite.Kind.TOPIC)
    if counted.exclude(state=PortalSite.State.CLOSED).exists():
        raise Refused("一个单位最多开设一个网站。", "organ")


def _require_sense(details: SiteDetails) -> None:
    others = PortalSite.objects.all()
    if others.filter(key=details.key).exists():
        raise Refused("这个代号已经有网站使用。", "key")
    _require_marks(details, others)
    if details.original is not None:
        _require_another_language(details, details.original)


def _require_another_language(details: SiteDetails, original: PortalSite) -> None:
    if original.original_id is not None:
        raise Refused("语言版本应当从原文网站开设。", "original")
    taken = {original.language, *original.versions.values_list("language", flat=True)}
    if details.language in taken:
        raise Refused("这种语言已经有网站。", "language")


def _root() -> Page:
    """The root of all trees; the sample site that Wagtail brings is taken away when the first of ours is opened."""
    root = Page.get_first_root_node()
    if root is None:
        return Page.add_root(title="Root", slug="root", locale=_locale())
    if not PortalSite.objects.exists():
        Site.objects.all().delete()
        for sample in root.get_children().exact_type(Page):
            sample.delete()
        root.refresh_from_db()
    return root


def _locale(language: str = settings.LANGUAGE_CODE) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]
