"""内容共享: what is offered, and what became of it on each site."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.portal.sharing.models import Mirror, Offer
from mingtang.domains.portal.sharing.rules import OFFERED, STATES, WAYS, State, Way
from mingtang.ui.rest.fields import Key, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["内容共享"])

WayOfOffer = Annotated[Way, labelled(OFFERED)]
WayOfSharing = Annotated[Way, labelled(WAYS)]
StateOfMirror = Annotated[State, labelled(STATES)]


class SharedArticleOut(Schema):
    id: int
    article_id: int = Field(description="原文", alias="original_id")
    title: str = Field(description="标题", alias="original.title")
    site_id: int = Field(description="来源网站")
    way: WayOfOffer = Field(description="方式")
    message: str = Field(description="转载要求")
    offered_at: datetime = Field(description="共享时间")
    recalled_at: datetime | None = Field(description="收回时间")
    reason: str = Field(description="收回原因")
    shown: int = Field(description="已转载的网站数")
    failed: int = Field(description="失败的网站数")


class MirrorOut(Schema):
    id: int
    article_id: int = Field(description="原文", alias="original_id")
    title: str = Field(description="标题", alias="original.title")
    source_id: int = Field(description="来源网站")
    site_id: int = Field(description="转载网站")
    way: WayOfSharing = Field(description="方式")
    state: StateOfMirror = Field(description="状态")
    page_id: int | None = Field(description="转载的文章；还没有转载的没有")
    since: datetime | None = Field(description="转载时间")
    ended_at: datetime | None = Field(description="撤下时间")
    remark: str = Field(description="失败、不采用或者撤下的原因")


class SharedArticleFilter(FilterSchema):
    way: WayOfOffer | None = Field(None, description="方式")
    site: Annotated[Key | None, FilterLookup("site_id")] = Field(None, description="来源网站")


class MirrorFilter(FilterSchema):
    state: StateOfMirror | None = Field(None, description="状态")
    site: Annotated[Key | None, FilterLookup("site_id")] = Field(None, description="转载网站")
    article: Annotated[Key | None, FilterLookup("original_id")] = Field(None, description="原文")


@router.get("/portal/shared-articles", response=list[SharedArticleOut], summary="共享文章列表")
@listed(orders=["id", "offered_at"])
def list_shared_articles(request: SignedIn, filters: Query[SharedArticleFilter]) -> QuerySet[Offer]:
    return filters.filter(Offer.objects.visible_to(request.actor).with_counts())


@router.get("/portal/mirrors", response=list[MirrorOut], summary="转载列表")
@listed(orders=["id", "proposed_at"])
def list_mirrors(request: SignedIn, filters: Query[MirrorFilter]) -> QuerySet[Mirror]:
    return filters.filter(Mirror.objects.visible_to(request.actor).select_related("original"))
