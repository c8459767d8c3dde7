"""When something was last published in a column, or below it."""

from collections.abc import Iterable

from django.db.models import Max

from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage


def freshen(columns: Iterable[ColumnPage]) -> None:
    """Tell columns anew when their newest article was published (of what everybody can read); two statements for each."""
    for pk, column in {column.pk: column for column in columns}.items():
        newest = ArticlePage.objects.descendant_of(column).published().aggregate(at=Max("publish_date"))["at"]
        ColumnPage.objects.filter(pk=pk).update(last_content_at=newest)
