"""The last records about what a page shows, and the way to undo them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from mingtang.kernel.directory.access import ActorRequest
from mingtang.kernel.evidence.api import can_undo, declared_acts, records_about


@dataclass(frozen=True)
class Trace:
    """One record in words; `undo_url` is empty when the reader cannot undo it."""

    record: Any
    label: str
    url: str
    undo_url: str


def traces_of(request: ActorRequest, row: Model) -> list[Trace]:
    """What was done to `row` lately, as far as the reader may know; one statement."""
    labels = {each.code: each.label for each in declared_acts()}
    return [
        Trace(
            record=record,
            label=labels.get(record.act, record.act),
            url=_address("evidence_record", record.pk),
            undo_url=_address("undo_record", record.pk) if can_undo(request.actor, record) else "",
        )
        for record in records_about(request.actor, row)
    ]


def _address(name: str, key: int) -> str:
    """The page of the evidence, empty on a node that does not show it."""
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""
