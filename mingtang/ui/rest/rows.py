"""Finding the rows that a request speaks of, among those its actor may see."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem

Row = TypeVar("Row", bound=Model)


class SignedIn(HttpRequest):
    """A request whose actor is known: authentication has put it there."""

    actor: Any


def found(rows: QuerySet[Row], key: Any) -> Row:
    """The row that the address names. Raises Problem 404, whether it does not exist or may not be seen."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise Problem(NOT_FOUND)
    return row


def referred(rows: QuerySet[Row], key: Any, field: str) -> Row:
    """The row that a field of the body names. Raises Problem 422 for that field."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise Problem(INVALID, faults=[Fault("没有找到，或不在您可查阅的范围内。", field)])
    return row


def referred_or_none(rows: QuerySet[Row], key: Any, field: str) -> Row | None:
    """As `referred`; None when the field is left out."""
    return None if key is None else referred(rows, key, field)
