"""门户网站: the open sites with their columns, for anybody's programs; their register and its steps, for those who keep them."""

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import StringConstraints

from mingtang.domains.portal.sites.actions.lifecycle import close_site, resume_site, suspend_site
from mingtang.domains.portal.sites.actions.opening import SiteDetails, change_site, launch_site, register_site
from mingtang.domains.portal.sites.forms.register import HOST
from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.overview import counted, kept_sites
from mingtang.domains.portal.sites.permissions import MANAGE_SITES
from mingtang.domains.portal.sites.queries import open_sites
from mingtang.domains.portal.sites.rules import LANGUAGES
from mingtang.kernel.directory.api import Organ
from mingtang.ui.rest.fields import Key, Line, Request, choices, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["门户网站"])

KindOfSite = Annotated[PortalSite.Kind, choices(PortalSite.Kind)]
StateOfSite = Annotated[PortalSite.State, choices(PortalSite.State)]
ThemeOfSite = Annotated[PortalSite.Theme, choices(PortalSite.Theme)]
LanguageOfSite = Annotated[str, labelled(dict(LANGUAGES))]
SiteHost = Annotated[str, StringConstraints(pattern=f"^{HOST}$", max_length=100)]
SiteCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")]
SiteKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Short = Annotated[str, Line(40)]
SiteName = Annotated[str, Line(80, shortest=1)]
SiteNotice = Annotated[str, Line(300, shortest=1)]


class PublicSiteOut(Schema):
    id: int
    key: str = Field(description="代号")
    name: str = Field(description="网站名称")
    kind: KindOfSite = Field(description="网站类型")
    organ_id: int = Field(description="主办单位")
    domain: str = Field(description="域名")
    code: str = Field(description="网站标识码")
    icp_number: str = Field(description="ICP 备案号")
    police_number: str = Field(description="公安机关备案号")
    language: LanguageOfSite = Field(description="语言")
    original_id: int | None = Field(description="原文网站；不是语言版本的没有")
    opened_on: date | None = Field(description="开通日期")
    url: str = Field(description="首页网址", alias="get_absolute_url")


class KeptSiteOut(PublicSiteOut):
    state: StateOfSite = Field(description="状态")
    theme: str = Field(description="配色")
    notice: str = Field(description="下线或者关停公告")
    suspended_until: date | None = Field(description="恢复日期")
    closed_on: date | None = Field(description="关停日期")
    successor_id: int | None = Field(description="内容迁移到的网站")
    home_id: int = Field(description="首页，编排版面时用")

    @staticmethod
    def resolve_home_id(portal: PortalSite) -> int:
        return int(portal.site.root_page_id)


class CountedSiteOut(KeptSiteOut):
    columns: int = Field(description="公开的栏目数")
    articles: int = Field(description="公开的文章数")
    stale: int = Field(description="超期栏目数")
    blank: int = Field(description="空白栏目数")


class PublicSiteFilter(FilterSchema):
    kind: KindOfSite | None = Field(None, description="网站类型")
    language: LanguageOfSite | None = Field(None, description="语言")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="主办单位")
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("name__icontains")] = Field(
        None, description="名称包含"
    )


class KeptSiteFilter(PublicSiteFilter):
    state: StateOfSite | None = Field(None, description="状态")


class SiteIn(Request):
    key: SiteKey = Field(description="代号，登记以后不能修改")
    organ: Key = Field(description="主办单位")
    name: SiteName = Field(description="网站名称")
    kind: KindOfSite = Field(description="网站类型")
    host: SiteHost = Field(description="域名")
    code: SiteCode = Field(description="网站标识码")
    operator: Key | None = Field(None, description="承办单位；空为同主办单位")
    latin_name: Annotated[str, Line(120)] = Field("", description="英文名称")
    theme: ThemeOfSite = Field(PortalSite.Theme.DAI, description="配色")
    icp_number: Short = Field("", description="ICP 备案号")
    police_number: Short = Field("", description="公安机关备案号")
    phone: Short = Field("", description="联系电话")
    language: LanguageOfSite = Field("zh-hans", description="语言")
    original: Key | None = Field(None, description="原文网站")


class SiteCorrection(Request):
    name: SiteName | None = Field(None, description="网站名称")
    host: SiteHost | None = Field(None, description="域名")
    code: SiteCode | None = Field(None, description="网站标识码")
    latin_name: Annotated[str, Line(120)] | None = Field(None, description="英文名称")
    theme: ThemeOfSite | None = Field(None, description="配色")
    icp_number: Short | None = Field(None, description="ICP 备案号")
    police_number: Short | None = Field(None, description="公安机关备案号")
    phone: Short | None = Field(None, description="联系电话")


class SiteSuspension(Request):
    until: date = Field(description="恢复日期")
    notice: SiteNotice = Field(description="公告")


class SiteClosing(Request):
    notice: SiteNotice = Field(description="公告")
    successor: Key | None = Field(None, description="内容迁移到的网站；空为不迁移")


@router.get("/portal/sites", response=list[PublicSiteOut], auth=None, summary="网站群的网站（公开）")
@listed(orders=["id", "key", "name"])
def list_public_sites(request: HttpRequest, filters: Query[PublicSiteFilter]) -> QuerySet[PortalSite]:
    return filters.filter(open_sites())


@router.get("/portal/sites/{int:site_id}", response=PublicSiteOut, auth=None, summary="一个网站（公开）")
def show_public_site(request: HttpRequest, site_id: Key) -> PortalSite:
    return found(open_sites(), site_id)


@router.get("/portal/kept-sites", response=list[CountedSiteOut], summary="网站登记")
@listed(orders=["id", "key", "name"])
def list_kept_sites(request: SignedIn, filters: Query[KeptSiteFilter]) -> QuerySet[PortalSite]:
    return filters.filter(counted(kept_sites(request.actor)))


@router.get("/portal/kept-sites/{int:site_id}", response=CountedSiteOut, summary="查看网站登记")
def show_kept_site(request: SignedIn, site_id: Key) -> PortalSite:
    return found(counted(kept_sites(request.actor)), site_id)


@router.post("/portal/kept-sites", response={201: KeptSiteOut}, summary="登记网站")
def add_kept_site(request: SignedIn, said: SiteIn) -> Status[PortalSite]:
    organs = Organ.objects.within(request.actor, MANAGE_SITES).filter(state=Organ.State.ACTIVE)
    given: dict[str, Any] = said.dict() | {
        "organ": referred(organs, said.organ, "organ"),
        "operator": referred_or_none(Organ.objects.visible_to(request.actor), said.operator, "operator"),
        "original": referred_or_none(kept_sites(request.actor), said.original, "original"),
    }
    return Status(201, register_site(request.actor, SiteDetails(**given)))


@router.patch("/portal/kept-sites/{int:site_id}", response=KeptSiteOut, summary="修改网站登记")
def correct_kept_site(request: SignedIn, site_id: Key, correction: SiteCorrection) -> PortalSite:
    portal = found(kept_sites(request.actor), site_id)
    kept = ("key", "name", "kind", "code", "organ", "operator", "latin_name", "theme", "icp_number", "police_number")
    known = {name: getattr(portal, name) for name in (*kept, "phone", "language", "original")}
    known |= {"host": portal.domain, "hub": portal.site.is_default_site}
    change_site(request.actor, portal, SiteDetails(**(known | correction.dict(exclude_none=True))))
    return portal


@router.post("/portal/kept-sites/{int:site_id}/opening", response=KeptSiteOut, summary="开通网站")
def open_kept_site(request: SignedIn, site_id: Key) -> PortalSite:
    portal = found(kept_sites(request.actor), site_id)
    launch_site(request.actor, portal)
    return portal


@router.post("/portal/kept-sites/{int:site_id}/suspension", response=KeptSiteOut, summary="网站临时下线")
def suspend_kept_site(request: SignedIn, site_id: Key, said: SiteSuspension) -> PortalSite:
    portal = found(kept_sites(request.actor), site_id)
    suspend_site(request.actor, portal, until=said.until, notice=said.notice)
    return portal


@router.post("/portal/kept-sites/{int:site_id}/resumption", response=KeptSiteOut, summary="网站恢复运行")
def resume_kept_site(request: SignedIn, site_id: Key) -> PortalSite:
    portal = found(kept_sites(request.actor), site_id)
    resume_site(request.actor, portal)
    return portal


@router.post("/portal/kept-sites/{int:site_id}/closing", response=KeptSiteOut, summary="关停网站")
def close_kept_site(request: SignedIn, site_id: Key, said: SiteClosing) -> PortalSite:
    portal = found(kept_sites(request.actor), site_id)
    successor = referred_or_none(open_sites(), said.successor, "successor")
    close_site(request.actor, portal, notice=said.notice, successor=successor)
    return portal
