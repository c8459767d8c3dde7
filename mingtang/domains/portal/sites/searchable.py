"""What of the sites can be found: articles and topics of open sites, by everybody. `synonyms.yaml` has the words of the public."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite, TopicPage
from mingtang.domains.portal.sites.permissions import READ_SITES
from mingtang.domains.portal.sites.rules import COLUMN_TYPES
from mingtang.kernel.search.api import SearchSource

ARTICLE, TOPIC = "article", "topic"
_HOME_PATH = 2 * Page.steplen
"""Characters of the path of a home page: it stands below the root of all sites."""
_SYNONYMS = Path(__file__).with_name("synonyms.yaml")
_TYPES = dict(COLUMN_TYPES)


def _of_open_sites(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Pages with `site_key`, `site_name` and `site_path` (the address of the home page in the tree); no statement yet."""
    sites = PortalSite.objects.filter(
        state=PortalSite.State.OPEN, site__root_page__path=Substr(OuterRef("path"), 1, _HOME_PATH)
    )
    known = {
        "site_key": Subquery(sites.values("key")[:1]),
        "site_name": Subquery(sites.values("name")[:1]),
        "site_path": Subquery(sites.values("site__root_page__url_path")[:1]),
    }
    return rows.annotate(**known).filter(site_key__isnull=False)


def _articles() -> QuerySet[Any]:
    """Published articles, and those that will be published or run out when their time comes."""
    column = ColumnPage.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen))
    running = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    rows = ArticlePage.objects.filter(running, live=True).annotate(
        column_type=Subquery(column.values("column_type")[:1])
    )
    return _of_open_sites(rows).select_related("organ")


def _topics() -> QuerySet[Any]:
    return _of_open_sites(TopicPage.objects.live())


def _address(page: Any) -> str:
    return reverse("site_page", args=[page.site_key, page.url_path.removeprefix(page.site_path).strip("/")])


def _about(article: Any) -> str:
    names = (article.subtitle, article.document_number, article.disclosure_number, article.organ.name, article.source)
    parts = [*names, article.author, article.keywords, article.subject, article.summary, *_words(article.body.raw_data)]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _words(value: Any) -> Iterator[str]:
    """The words of blocks, in their order; addresses of pictures and films are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        wanted = [value["value"]] if {"type", "value"} <= value.keys() else _said(value)
        for inner in wanted:
            yield from _words(inner)
    elif not isinstance(value, int | float | None):
        for inner in value:
            yield from _words(inner)


def _said(value: dict[str, Any]) -> list[Any]:
    silent = {"url", "poster", "captions", "path", "icon", "more_url", "picture", "length", "id"}
    return [inner for name, inner in value.items() if name not in silent]


ARTICLES = SearchSource(
    kind=ARTICLE,
    label="文章",
    rows=_articles,
    title=lambda article: article.title,
    text=_about,
    permission=READ_SITES,
    organ=lambda article: article.organ_id,
    url=lambda article: "",
    public_url=_address,
    place=lambda article: article.site_name,
    theme=lambda article: _TYPES.get(article.column_type, ""),
    dated=lambda article: article.publish_date,
    until=lambda article: article.expire_at,
    order=20,
)
TOPICS = SearchSource(
    kind=TOPIC,
    label="专题",
    rows=_topics,
    title=lambda topic: topic.title,
    text=lambda topic: " ".join([topic.lead, *_words(topic.blocks.raw_data)]),
    permission=READ_SITES,
    organ=lambda topic: topic.organ_id,
    url=lambda topic: "",
    public_url=_address,
    place=lambda topic: topic.site_name,
    order=25,
)


@cache
def synonyms() -> dict[str, list[str]]:
    """What people say, and what announcements and documents say."""
    told: dict[str, list[str]] = yaml.safe_load(_SYNONYMS.read_text(encoding="utf-8"))
    return told
