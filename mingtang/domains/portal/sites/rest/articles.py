"""文章: what everybody may read on the open sites, for anybody's programs."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.portal.sites.addresses import address_in
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage
from mingtang.domains.portal.sites.queries import articles_of_cluster
from mingtang.ui.rest.fields import Key, Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import found

router = Router(tags=["门户网站"])


class PublicArticleOut(Schema):
    id: int
    title: str = Field(description="标题")
    subtitle: str = Field(description="副标题")
    site_id: int = Field(description="网站")
    organ_id: int = Field(description="发布单位")
    source: str = Field(description="来源")
    author: str = Field(description="作者")
    editor: str = Field(description="责任编辑")
    summary: str = Field(description="摘要")
    keywords: str = Field(description="关键词")
    publish_date: datetime = Field(description="发布时间")
    corrected_at: datetime | None = Field(description="更正时间")
    document_number: str = Field(description="发文字号；不是文件的没有")
    disclosure_number: str = Field(description="索引号；不是文件的没有")
    original_url: str = Field(description="转载的原文网址")
    url: str = Field(description="网址")

    @staticmethod
    def resolve_url(article: Any) -> str:
        return address_in(article.site_key, article.url_path)


class PublicArticleTextOut(PublicArticleOut):
    text: str = Field(description="正文的文字；图片和视频在网页上")

    @staticmethod
    def resolve_text(article: ArticlePage) -> str:
        lines = [block.value for block in article.body]
        return "\n".join(line if isinstance(line, str) else "\n".join(line) for line in lines if _is_words(line))


def _is_words(value: Any) -> bool:
    return isinstance(value, str) or (not hasattr(value, "keys") and all(isinstance(each, str) for each in value))


class PublicArticleFilter(FilterSchema):
    site: Annotated[Key | None, FilterLookup("site_id")] = Field(None, description="网站")
    column: Key | None = Field(None, description="栏目，连同它的下级栏目")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="发布单位")
    words: Annotated[
        Annotated[str, Line(60)] | None, FilterLookup(["title__icontains", "document_number__icontains"])
    ] = Field(None, description="标题或者发文字号中的文字")
    published_from: Annotated[date | None, FilterLookup("publish_date__date__gte")] = Field(
        None, description="发布日期不早于"
    )
    published_before: Annotated[date | None, FilterLookup("publish_date__date__lt")] = Field(
        None, description="发布日期早于"
    )

    def filter_column(self, value: int | None) -> Q:
        """Everything below the column; nothing when there is none of this key."""
        if value is None:
            return Q()
        return Q(path__startswith=ColumnPage.objects.filter(pk=value).values("path")[:1])


@router.get("/portal/articles", response=list[PublicArticleOut], auth=None, summary="公开的文章（公开）")
@listed(orders=["id", "publish_date"])
def list_public_articles(request: HttpRequest, filters: Query[PublicArticleFilter]) -> QuerySet[ArticlePage]:
    return filters.filter(articles_of_cluster())


@router.get(
    "/portal/articles/{int:article_id}", response=PublicArticleTextOut, auth=None, summary="一篇公开的文章（公开）"
)
def show_public_article(request: HttpRequest, article_id: Key) -> ArticlePage:
    return found(articles_of_cluster(), article_id)
