"""栏目: those that are shown, for anybody's programs; adding, changing and retiring them, for those who arrange a site."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from mingtang.domains.portal.sites.actions.columns import (
    ColumnDetails,
    add_column,
    change_column,
    move_column,
    restore_column,
    retire_column,
)
from mingtang.domains.portal.sites.actions.moving import merge_column, move_articles
from mingtang.domains.portal.sites.addresses import inner_of
from mingtang.domains.portal.sites.models import ColumnPage, PortalSite
from mingtang.domains.portal.sites.overview import columns_of, kept_sites
from mingtang.domains.portal.sites.queries import open_sites, shown_columns
from mingtang.domains.portal.sites.rest.sites import SiteKey
from mingtang.domains.portal.sites.rules import COLUMN_TYPES
from mingtang.kernel.directory.api import Organ
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["门户网站"])

ColumnKind = Annotated[str, labelled(dict(COLUMN_TYPES))]
ColumnTitle = Annotated[str, Line(40, shortest=1)]
Cycle = Annotated[int, Field(ge=1, le=3650)]


class PublicColumnOut(Schema):
    id: int
    title: str = Field(description="栏目名称")
    column_type: ColumnKind = Field(description="栏目类型")
    path: str = Field(description="栏目在网站里的路径")
    level: int = Field(description="级次，一级栏目为 1")
    description: str = Field(description="栏目说明")
    last_content_at: datetime | None = Field(description="最新内容时间；内容来自机构登记的没有")

    @staticmethod
    def resolve_path(column: ColumnPage) -> str:
        return inner_of(column.url_path)

    @staticmethod
    def resolve_level(column: ColumnPage) -> int:
        return column.depth - 2


class KeptColumnOut(PublicColumnOut):
    update_cycle_days: int | None = Field(description="更新周期（天）")
    must_update: bool = Field(description="应更新")
    organ_id: int | None = Field(description="责任单位；空为主办单位")
    live: bool = Field(description="没有停用")


class ColumnIn(Request):
    title: ColumnTitle = Field(description="栏目名称")
    slug: SiteKey = Field(description="网址中的名称，增设以后不能修改")
    column_type: ColumnKind = Field(description="栏目类型")
    under: Key | None = Field(None, description="上级栏目；空为一级栏目")
    update_cycle_days: Cycle | None = Field(None, description="更新周期（天）；空为按栏目类型")
    must_update: bool = Field(True, description="应更新")
    organ: Key | None = Field(None, description="责任单位")
    description: Annotated[str, Line(200)] = Field("", description="栏目说明")
    keywords: Annotated[str, Line(100)] = Field("", description="关键词")


class ColumnCorrection(Request):
    title: ColumnTitle | None = Field(None, description="栏目名称")
    column_type: ColumnKind | None = Field(None, description="栏目类型")
    update_cycle_days: Cycle | None = Field(None, description="更新周期（天）")
    must_update: bool | None = Field(None, description="应更新")
    description: Annotated[str, Line(200)] | None = Field(None, description="栏目说明")
    keywords: Annotated[str, Line(100)] | None = Field(None, description="关键词")


class ColumnMove(Request):
    to: Literal["up", "down"] = Field(description="上移或者下移一位")


class ArticlesMoving(Request):
    into: Key = Field(description="转到的栏目")
    reason: Annotated[str, Line(200, shortest=1)] = Field(description="转移原因")
    articles: Annotated[list[Key], Field(max_length=500)] | None = Field(None, description="只转移这些文章；空为全部")
    merges: bool = Field(False, description="转移全部文章以后停用栏目，它的网址也转到那个栏目")


class ColumnMovedOut(Schema):
    moved: int = Field(description="转移的文章数")


class ColumnRetirement(Request):
    reason: Annotated[str, Line(200, shortest=1)] = Field(description="停用原因")


@router.get(
    "/portal/sites/{int:site_id}/columns", response=list[PublicColumnOut], auth=None, summary="网站的栏目（公开）"
)
@listed(orders=["path"])
def list_public_columns(request: HttpRequest, site_id: Key) -> QuerySet[ColumnPage]:
    return shown_columns(found(open_sites(), site_id))


@router.get("/portal/kept-sites/{int:site_id}/columns", response=list[KeptColumnOut], summary="网站的全部栏目")
@listed(orders=["path"])
def list_kept_columns(request: SignedIn, site_id: Key) -> QuerySet[ColumnPage]:
    return columns_of(found(kept_sites(request.actor), site_id))


@router.post("/portal/kept-sites/{int:site_id}/columns", response={201: KeptColumnOut}, summary="增设栏目")
def add_kept_column(request: SignedIn, site_id: Key, said: ColumnIn) -> Status[ColumnPage]:
    portal = found(kept_sites(request.actor), site_id)
    given = said.dict(exclude={"slug", "under", "organ"})
    organ = referred_or_none(Organ.objects.visible_to(request.actor), said.organ, "organ")
    under = referred_or_none(columns_of(portal), said.under, "under")
    details = ColumnDetails(organ=organ, **given)
    return Status(201, add_column(request.actor, portal, details, slug=said.slug, under=under))


def _kept(request: SignedIn, site_id: int, column_id: int) -> tuple[PortalSite, ColumnPage]:
    portal = found(kept_sites(request.actor), site_id)
    return portal, found(columns_of(portal), column_id)


COLUMN = "/portal/kept-sites/{int:site_id}/columns/{int:column_id}"


@router.patch(COLUMN, response=KeptColumnOut, summary="修改栏目")
def correct_kept_column(request: SignedIn, site_id: Key, column_id: Key, correction: ColumnCorrection) -> ColumnPage:
    portal, column = _kept(request, site_id, column_id)
    known: dict[str, Any] = {name: getattr(column, name) for name in ColumnDetails.__dataclass_fields__}
    change_column(request.actor, portal, column, ColumnDetails(**(known | correction.dict(exclude_none=True))))
    return column


@router.post(f"{COLUMN}/place", response=KeptColumnOut, summary="调整栏目次序")
def move_kept_column(request: SignedIn, site_id: Key, column_id: Key, said: ColumnMove) -> ColumnPage:
    portal, column = _kept(request, site_id, column_id)
    move_column(request.actor, portal, column, up=said.to == "up")
    return found(columns_of(portal), column_id)


@router.post(f"{COLUMN}/retirement", response=KeptColumnOut, summary="停用栏目")
def retire_kept_column(request: SignedIn, site_id: Key, column_id: Key, said: ColumnRetirement) -> ColumnPage:
    portal, column = _kept(request, site_id, column_id)
    retire_column(request.actor, portal, column, reason=said.reason)
    return column


@router.post(f"{COLUMN}/moving", response=ColumnMovedOut, summary="转移栏目的文章")
def move_articles_of_column(request: SignedIn, site_id: Key, column_id: Key, said: ArticlesMoving) -> dict[str, int]:
    portal, column = _kept(request, site_id, column_id)
    into = referred(columns_of(portal), said.into, "into")
    if said.merges:
        return {"moved": merge_column(request.actor, portal, column, into, reason=said.reason)}
    return {"moved": move_articles(request.actor, portal, column, into, reason=said.reason, only=said.articles)}


@router.post(f"{COLUMN}/restoration", response=KeptColumnOut, summary="恢复栏目")
def restore_kept_column(request: SignedIn, site_id: Key, column_id: Key) -> ColumnPage:
    portal, column = _kept(request, site_id, column_id)
    restore_column(request.actor, portal, column)
    return column
