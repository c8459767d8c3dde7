"""What the annual report counts of the catalogue: documents made, repealed and in force (table 2), and who publishes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mingtang.domains.disclosure.catalogue.models import Duty, InformationItem
from mingtang.domains.disclosure.catalogue.rules import State


@dataclass(frozen=True)
class CountedDocuments:
    """Documents of one kind in a year: made in it, out of force in it, in force at its end."""

    made: int
    repealed: int
    valid: int


def counted_documents(organs: Collection[int], kind: str, year: int) -> CountedDocuments:
    """Documents of a kind (rule, normative) that these organs (ids) have published; one statement.

    A document counts from the day it was written, and no longer from the day it lapsed or was repealed.
    """
    end = date(year, 12, 31)
    rows = InformationItem.objects.filter(organ__in=organs, kind=kind, state=State.PUBLISHED, translates=None)
    told = rows.aggregate(
        made=Count("pk", filter=Q(written_on__year=year)),
        repealed=Count("pk", filter=Q(repealed_on__year=year)),
        valid=Count("pk", filter=Q(written_on__lte=end) & (Q(repealed_on=None) | Q(repealed_on__gt=end))),
    )
    return CountedDocuments(**told)


def duty_organs() -> set[int]:
    """Ids of the organs that publish by the catalogue, so that a report is expected of them; one statement."""
    return set(Duty.objects.order_by().values_list("organ_id", flat=True).distinct())
