"""网站素材: pictures and films of a site with what shows them, for whoever arranges it."""

from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, Router, Schema

from mingtang.domains.portal.sites.actions.media import change_medium, remove_medium
from mingtang.domains.portal.sites.models import PortalSite, SiteMedium
from mingtang.domains.portal.sites.overview import kept_sites
from mingtang.domains.portal.sites.uses import uses_of
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["门户网站"])

MEDIA = "/portal/kept-sites/{int:site_id}/media"


class SiteMediumOut(Schema):
    id: int
    title: str = Field(description="说明，图片的替代文字")
    file_id: int = Field(description="文件")
    address: str = Field(description="网址")


class MediumUseOut(Schema):
    kind: str = Field(description="哪一种页面")
    title: str = Field(description="页面名称")
    site_id: int = Field(description="网站")
    url: str = Field(description="网址")

    @staticmethod
    def resolve_site_id(use: Any) -> int:
        return int(use.site.pk)


class UsedMediumOut(SiteMediumOut):
    uses: list[MediumUseOut] = Field(description="在哪里用")

    @staticmethod
    def resolve_uses(medium: SiteMedium) -> list[Any]:
        return uses_of(medium)


class MediumCorrection(Request):
    title: Annotated[str, Line(200, shortest=1)] = Field(description="说明")


class MediumRemoval(Request):
    reason: Annotated[str, Line(200, shortest=1)] = Field(description="删除原因")


def _media(portal: PortalSite) -> QuerySet[SiteMedium]:
    return SiteMedium.objects.filter(portal=portal).select_related("portal", "file__content")


@router.get(MEDIA, response=list[SiteMediumOut], summary="网站素材")
@listed(orders=["id"])
def list_media(request: SignedIn, site_id: Key) -> QuerySet[SiteMedium]:
    return _media(found(kept_sites(request.actor), site_id))


@router.get(f"{MEDIA}/{{int:medium_id}}", response=UsedMediumOut, summary="查看网站素材和在哪里用")
def show_medium(request: SignedIn, site_id: Key, medium_id: Key) -> SiteMedium:
    return found(_media(found(kept_sites(request.actor), site_id)), medium_id)


@router.patch(f"{MEDIA}/{{int:medium_id}}", response=SiteMediumOut, summary="修改素材说明")
def correct_medium(request: SignedIn, site_id: Key, medium_id: Key, correction: MediumCorrection) -> SiteMedium:
    portal = found(kept_sites(request.actor), site_id)
    medium = found(_media(portal), medium_id)
    change_medium(request.actor, portal, medium, title=correction.title)
    return medium


@router.post(f"{MEDIA}/{{int:medium_id}}/removal", response=SiteMediumOut, summary="删除网站素材")
def remove_site_medium(request: SignedIn, site_id: Key, medium_id: Key, said: MediumRemoval) -> SiteMedium:
    portal = found(kept_sites(request.actor), site_id)
    medium = found(_media(portal), medium_id)
    remove_medium(request.actor, portal, medium, reason=said.reason)
    return medium
