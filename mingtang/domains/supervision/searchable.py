"""What of supervision can be found: submitted items, by whoever may read those of the supervising organ."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.permissions import READ_ITEMS
from mingtang.kernel.search.api import SearchSource

KIND = "supervised_item"


def _items() -> QuerySet[Any]:
    return SupervisedItem.objects.filter(case__isnull=False).select_related("lead")


def _about(item: SupervisedItem) -> str:
    return f"{item.number} {item.get_source_display()} {item.lead.name} {item.basis} {item.content}"


ITEMS = SearchSource(
    kind=KIND,
    label="督查事项",
    rows=_items,
    title=lambda item: item.title,
    text=_about,
    permission=READ_ITEMS,
    organ=lambda item: item.organ_id,
    url=lambda item: reverse("supervised_item", args=[item.pk]),
    order=40,
)
