"""What the evidence says about a row, for the side of its page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from mingtang.kernel.evidence.api import Actor, declared_acts, records_on


@dataclass(frozen=True)
class Told:
    """One record: the act in words, the record itself, its page if the reader may open it."""

    label: str
    record: Any
    url: str


def history_of(actor: Actor, *rows: Model) -> list[Told]:
    """What was done to `rows`, newest first, for a reader who may see them; one statement."""
    labels = {each.code: each.label for each in declared_acts()}
    return [Told(labels.get(record.act, record.act), record, _address(actor, record)) for record in records_on(*rows)]


def _address(actor: Actor, record: Any) -> str:
    opens = record.actor_account == actor.account_id or actor.may(record.protection.read, record)
    return reverse("evidence_record", args=[record.pk]) if opens else ""
