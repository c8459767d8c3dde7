"""What the public finds in the service hall: items on offer, narrowed by search and facets, and how many each facet has."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from mingtang.domains.services.catalogue.models import ItemTheme, ServiceItem
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.search.api import ranked

KIND = "service_item"
"""Of items in the index of search."""

PERSON, ENTERPRISE = ItemTheme.Audience.PERSON.value, ItemTheme.Audience.ENTERPRISE.value
MOST_ANSWERS = 500
"""Answers to a question that can be narrowed further; nobody reads the five hundredth."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a visitor asks for. `answers` are the ids that answer `words`, best first; None when nothing was typed."""

    words: str = ""
    audience: str = ""
    theme: str = ""
    event: str = ""
    organ: int | None = None
    task_type: str = ""
    online: bool = False
    answers: Sequence[int] | None = None

    def but(self, *names: str) -> "Wish":
        """The same wish without some of its parts."""
        return replace(self, **{name: _NOTHING[name] for name in names})


_NOTHING: Mapping[str, Any] = {name: field.default for name, field in Wish.__dataclass_fields__.items()}


@dataclass(frozen=True)
class Counts:
    """How many items each choice of a facet would show, the other facets staying as they are."""

    audiences: Mapping[str, int]
    themes: Mapping[tuple[str, str], int]
    organs: Sequence[tuple[int, str, int]]

    def of_theme(self, audience: str, theme: str) -> int:
        return self.themes.get((audience, theme), 0)


def offered_items() -> QuerySet[ServiceItem]:
    """Everything the public may read about: what has been published and not been cancelled."""
    return ServiceItem.objects.offered()


def offered_item(code: str) -> ServiceItem | None:
    """The item on offer under this code, with its organ and the version in force; None when there is none."""
    return offered_items().select_related("organ__region", "in_force").filter(code=code).first()


def known_items() -> QuerySet[ServiceItem]:
    """Items whose guides the public may open: those on offer, and those that have been cancelled."""
    published = ServiceItem.objects.exclude(state=ServiceItem.State.DRAFT)
    return published.select_related("organ__region", "in_force", "successor")


def answered(actor: Actor, wish: Wish) -> Wish:
    """The wish with the items that answer its words; one statement, none when nothing was typed."""
    if not wish.words:
        return wish
    found = ranked(actor, wish.words, KIND, most=MOST_ANSWERS)
    return replace(wish, answers=[int(each) for each in found])


def wished_items(wish: Wish) -> QuerySet[Any]:
    """The items a wish asks for, with their organs and versions; with words, `place` is their rank among the answers."""
    rows: QuerySet[Any] = narrowed(wish).select_related("organ", "in_force")
    if wish.answers is None:
        return rows
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(wish.answers)]
    return rows.annotate(place=Case(*places, default=Value(0), output_field=IntegerField()))


def narrowed(wish: Wish) -> QuerySet[ServiceItem]:
    """The items a wish asks for, in no order."""
    rows = offered_items().filter(_of_audience(wish.audience))
    if wish.answers is not None:
        rows = rows.filter(pk__in=wish.answers)
    if wish.theme and wish.audience:
        rows = rows.filter(pk__in=_under(wish.audience, wish.theme))
    if wish.event:
        rows = rows.filter(pk__in=_under(ItemTheme.Audience.LIFE_EVENT.value, wish.event))
    if wish.organ is not None:
        rows = rows.filter(organ=wish.organ)
    if wish.task_type:
        rows = rows.filter(task_type=wish.task_type)
    return rows.filter(is_online=True) if wish.online else rows


def counts_of(wish: Wish) -> Counts:
    """The numbers beside the choices; three statements."""
    return Counts(
        _audiences(wish.but("audience", "theme")), _themes(wish.but("theme", "event")), _organs(wish.but("organ"))
    )


def popular_items(number: int) -> list[ServiceItem]:
    """What is applied for most, items marked as hot first; one statement."""
    return list(offered_items().order_by("-is_hot", "-popularity", "name")[:number])


def _of_audience(audience: str) -> Q:
    return {PERSON: Q(for_person=True), ENTERPRISE: Q(for_enterprise=True)}.get(audience, Q())


def _under(audience: str, theme: str) -> QuerySet[Any, Any]:
    return ItemTheme.objects.filter(audience=audience, theme=theme).values("item_id")


def _audiences(wish: Wish) -> dict[str, int]:
    rows = narrowed(wish)
    return rows.aggregate(
        everybody=Count("pk"),
        person=Count("pk", filter=Q(for_person=True)),
        enterprise=Count("pk", filter=Q(for_enterprise=True)),
    )


def _themes(wish: Wish) -> dict[tuple[str, str], int]:
    """By audience and theme; life events are among them."""
    rows = ItemTheme.objects.filter(item__in=narrowed(wish)).order_by()
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for audience, theme, count in rows.values_list("audience", "theme").annotate(count=Count("pk")):
        counted[audience, theme] = count
    return counted


def _organs(wish: Wish) -> list[tuple[int, str, int]]:
    """Id, label and number of items of each organ, those with most items first."""
    rows = narrowed(wish).order_by().values_list("organ_id", "organ__short_name", "organ__name")
    counted = rows.annotate(count=Count("pk")).order_by("-count", "organ__rank", "organ_id")
    return [(pk, short or name, count) for pk, short, name, count in counted]
