"""What of the catalogue can be found: public items, by everybody, with their validity in the title of those out of force."""

from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.permissions import READ_ITEMS
from mingtang.domains.disclosure.catalogue.queries.public import public_items
from mingtang.domains.disclosure.catalogue.rules import Validity
from mingtang.kernel.search.api import SearchSource

KIND = "information"


def _rows() -> QuerySet[Any]:
    return public_items()


def _title(item: InformationItem) -> str:
    return item.title if item.validity == Validity.VALID else f"{item.title}（{item.get_validity_display()}）"


def _about(item: InformationItem) -> str:
    parts = (item.index_no, item.doc_no, item.publisher_words, item.place, item.topic_words, *item.keywords)
    return " ".join([*filter(None, parts), item.summary, item.body])


def _until(item: InformationItem) -> datetime | None:
    """The end of the last day of what was published for a time."""
    return timezone.make_aware(datetime.combine(item.term_until, time.max)) if item.term_until else None


ITEMS = SearchSource(
    kind=KIND,
    label="政府信息",
    rows=_rows,
    title=_title,
    text=_about,
    permission=READ_ITEMS,
    organ=lambda item: item.organ_id,
    url=InformationItem.get_absolute_url,
    public_url=InformationItem.get_absolute_url,
    theme=lambda item: item.topic_words,
    dated=lambda item: item.published_at,
    until=_until,
    order=30,
)
