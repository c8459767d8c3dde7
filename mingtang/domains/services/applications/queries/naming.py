"""Finding applications by a piece of a name: the applicant's or the item's, or of the number."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.kernel.search.api import FragmentIndex, FragmentText

APPLICANTS = FragmentIndex("services_applications_applicantname")
"""The names of applicants of what was submitted, by application; the worker writes each behind its submission."""
RARE = 5000
"""A piece in more names is common: without any index, a page of those who have it is soon found among the newest."""
FEW_ITEMS = 200


def applicants(*applications: int) -> Iterator[FragmentText]:
    """The names of the applicants of these applications, or of all; those of drafts are not looked for."""
    rows = Application.objects.exclude(number="").order_by("pk")
    chosen = rows.filter(pk__in=applications) if applications else rows
    yield from chosen.values_list("pk", "applicant_name").iterator(2000)


def named(rows: Any, piece: str) -> QuerySet[Application]:
    """`rows` whose applicant, item or number has `piece` in it; prepared by two statements at most.

    A rare piece is looked up by the keys of the names and items that have it. What may be part of a number is looked for
    row by row, as is what is common.
    """
    keys = None if piece.isascii() else APPLICANTS.candidates(piece, RARE)
    items = None if keys is None else _items(piece)
    if keys is None or items is None:
        return rows.filter(_contains(piece))  # type: ignore[no-any-return]
    conditions = [Q(pk__among=keys, applicant_name__icontains=piece)] if keys else []
    conditions += [Q(item__among=items)] if items else []
    return rows.meeting_any(conditions) if conditions else rows.none()  # type: ignore[no-any-return]


def _items(piece: str) -> list[int] | None:
    """Items with `piece` in their names, None if they are many; one statement."""
    found = ServiceItem.objects.filter(name__icontains=piece).order_by().values_list("pk", flat=True)
    keys = list(found[: FEW_ITEMS + 1])
    return keys if len(keys) <= FEW_ITEMS else None


def _contains(piece: str) -> Q:
    """What `named` means. Numbers are plain letters and digits."""
    found = Q(applicant_name__icontains=piece) | Q(item__name__icontains=piece)
    return found | Q(number__icontains=piece) if piece.isascii() else found
