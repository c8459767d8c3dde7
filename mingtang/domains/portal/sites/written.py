"""What nearly every public page asks for, as statements that are written once in a process."""

from functools import cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
)

from mingtang.domains.portal.sites.models import ArticleFile, ArticlePage
from mingtang.kernel.statements.reading import Given, Written

LISTED = ("title", "url_path", "publish_date", "source", "summary", "picture", "top_until")
"""What lists and feeds show of an article: never its text."""

NEWEST_FIRST = ("-on_top", "-publish_date", "-pk")


def listed(rows: QuerySet[ArticlePage], today: Any) -> QuerySet[ArticlePage]:
    """Articles as lists show them, with `on_top`."""
    on_top = Case(When(top_until__gte=today, then=Value(1)), default=Value(0))
    return rows.annotate(on_top=on_top).only(*LISTED)


@cache
def newest_in(count: int) -> Written[ArticlePage]:
    """The first `count` articles in and below the `column` with this path, published `now`, on top `today` or newest first."""
    return Written(lambda: listed(_inside(), Given("today", DateField())).order_by(*NEWEST_FIRST)[:count])


def _inside() -> QuerySet[ArticlePage]:
    rows = ArticlePage.objects.published(Given("now", DateTimeField()))
    return rows.filter(path__startswith=Given("column", CharField()))


def _at_place() -> QuerySet[ArticlePage]:
    here = _inside().filter(depth=Given("depth", IntegerField()), slug=Given("slug", CharField()))
    files = ArticleFile.objects.filter(article=OuterRef("pk"))
    interpretations = ArticlePage.objects.filter(interprets=OuterRef("pk"))
    return (
        here.annotate(has_files=Exists(files), is_interpreted=Exists(interpretations))
        .select_related("organ")
        .order_by()
    )


article_in = Written(_at_place)
"""The article with this `slug` at this `depth` below the `column` with this path, if it is published `now`: one or none."""
