"""Articles of one's sites, withdrawn ones too, as their editors see them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.portal.editing.queries.articles import known_articles
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite, address_in
from mingtang.ui.rest.fields import Key, Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["网站稿件"])


class EditedArticleOut(Schema):
    id: int
    title: str = Field(description="标题")
    site_id: int = Field(description="网站")
    column_id: int = Field(description="栏目")
    organ_id: int = Field(description="发布单位")
    source: str = Field(description="来源")
    author: str = Field(description="作者")
    editor: str = Field(description="责任编辑")
    publish_date: datetime = Field(description="发布时间")
    expire_at: datetime | None = Field(description="有效期至")
    corrected_at: datetime | None = Field(description="更正时间")
    withdrawn_at: datetime | None = Field(description="撤稿时间")
    withdrawal_reason: str = Field(description="撤稿原因")
    url: str = Field(description="网址")

    @staticmethod
    def resolve_url(article: Any) -> str:
        return address_in(article.site_key, article.url_path)


class EditedArticleFilter(FilterSchema):
    site: Key | None = Field(None, description="网站")
    column: Key | None = Field(None, description="栏目，连同它的下级栏目")
    author: Annotated[Annotated[str, Line(40)] | None, FilterLookup(["author__icontains", "editor__icontains"])] = (
        Field(None, description="作者或者责任编辑")
    )
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("title__icontains")] = Field(
        None, description="标题包含"
    )
    withdrawn: bool | None = Field(None, description="已撤稿")
    published_from: Annotated[date | None, FilterLookup("publish_date__date__gte")] = Field(
        None, description="发布日期不早于"
    )
    published_before: Annotated[date | None, FilterLookup("publish_date__date__lt")] = Field(
        None, description="发布日期早于"
    )

    def filter_withdrawn(self, value: bool | None) -> Q:
        return Q() if value is None else Q(withdrawn_at__isnull=not value)

    def filter_site(self, value: int | None) -> Q:
        """Everything of the site; nothing when there is none of this key."""
        if value is None:
            return Q()
        return Q(path__startswith=PortalSite.objects.filter(pk=value).values("site__root_page__path")[:1])

    def filter_column(self, value: int | None) -> Q:
        """Everything below the column; nothing when there is none of this key."""
        if value is None:
            return Q()
        return Q(path__startswith=ColumnPage.objects.filter(pk=value).values("path")[:1])


@router.get("/portal/edited-articles", response=list[EditedArticleOut], summary="本网站的文章，包括已撤稿的")
@listed(orders=["id", "publish_date"])
def list_edited_articles(request: SignedIn, filters: Query[EditedArticleFilter]) -> QuerySet[ArticlePage]:
    return filters.filter(known_articles(request.actor))
