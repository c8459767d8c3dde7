"""The outbox of facts: written with the change, delivered by the worker at least once, in order per subject.

A handler runs in the transaction that marks its delivery done, so its effect in this database happens exactly once.
"""

import json
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from mingtang.kernel.evidence.events import DeliveryDied, Event
from mingtang.kernel.evidence.models import Delivery
from mingtang.kernel.evidence.rules import wait_after
from mingtang.kernel.statements.api import Run, one_transaction, rows_of

Handler = Callable[[Any], None]
BATCH = 50

_HOLDING_BACK = [RawSQL("'waiting'", []), RawSQL("'dead'", [])]
"""Written out, so that SQLite recognises the condition of the partial index `delivery_order`; with parameters it would
read all deliveries there ever were.
"""

log = structlog.get_logger(__name__)
_events: dict[str, type[Event]] = {}
_handlers: dict[str, dict[str, Handler]] = {}


def subscribe(event: type[Event], handler: Handler) -> None:
    """Have `handler` called with every `event`. It must be idempotent; its name is kept in the database."""
    _events[event.name] = event
    _handlers.setdefault(event.name, {})[f"{handler.__module__}.{handler.__qualname__}"] = handler


def subscriptions() -> dict[str, list[str]]:
    """Names of handlers by name of event."""
    return {event: sorted(handlers) for event, handlers in sorted(_handlers.items())}


def is_awaited(event: type[Event]) -> bool:
    """Whether anybody subscribes to `event`: facts that only inform need not be written otherwise."""
    return event.name in _handlers


def announce(event: Event) -> None:
    """Publish a fact that no act brought about, such as a failure."""
    with one_transaction() as run:
        post(run, [event], None)


def post(run: Run, events: Iterable[Event], record_id: int | None) -> None:
    """Write `events` and one delivery for each handler; belongs inside the transaction of the change."""
    now = timezone.now()
    for event in events:
        fact = run(_FACT, [event.name, event.subject, json.dumps(event.data(), ensure_ascii=False), now, record_id])
        handlers = list(_handlers.get(event.name, {}))
        if handlers:
            (fact_id,) = fact.fetchone()
            rows = [(fact_id, handler, event.subject, str(Delivery.State.WAITING), 0, now, "") for handler in handlers]
            run(_DELIVERIES + rows_of(7, len(rows)), [value for row in rows for value in row])


_FACT = "INSERT INTO evidence_fact (name, subject, data, at, record_id) VALUES (%s, %s, %s, %s, %s) RETURNING id"
_DELIVERIES = "INSERT INTO evidence_delivery (fact_id, handler, subject, state, tries, next_at, error) VALUES "


def deliver_due() -> int:
    """Deliver what is due, up to one batch; returns how many deliveries were tried. An idle round only reads."""
    tried = 0
    while tried < BATCH:
        due = list(_due().values_list("pk", flat=True)[: BATCH - tried])
        done = sum(_deliver(pk) for pk in due)
        if not done:
            break
        tried += done
    return tried


def _deliver(pk: int) -> bool:
    """Try one delivery; False when another worker has it, or has had it."""
    waiting = Delivery.objects.filter(pk=pk, state=Delivery.State.WAITING, next_at__lte=timezone.now())
    with transaction.atomic():
        delivery = _locked(waiting.select_related("fact")).first()
        if delivery is not None:
            _try(delivery)
    return delivery is not None


def _due() -> QuerySet[Delivery]:
    """Waiting deliveries whose time has come and that no earlier one of the same handler and subject holds back."""
    earlier = Delivery.objects.filter(
        handler=OuterRef("handler"), subject=OuterRef("subject"), id__lt=OuterRef("id"), state__in=_HOLDING_BACK
    )
    return Delivery.objects.filter(~Exists(earlier), state="waiting", next_at__lte=timezone.now()).order_by(
        "next_at", "id"
    )


def _locked(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _try(delivery: Delivery) -> None:
    fact, delivery.tries = delivery.fact, delivery.tries + 1
    try:
        with transaction.atomic():
            handler = _handlers[fact.name][delivery.handler]
            handler(_events[fact.name].read(fact.subject, fact.data))
    except Exception as error:
        _failed(delivery, error)
    else:
        delivery.state, delivery.error = Delivery.State.DONE, ""
    delivery.save(update_fields=["state", "tries", "next_at", "error"])


def _failed(delivery: Delivery, error: Exception) -> None:
    """Put the delivery off, or declare it dead and say so; the tale of a death that itself dies stays untold."""
    delivery.error = "".join(traceback.format_exception(error))[-4000:]
    log.warning("delivery failed", delivery=delivery.pk, handler=delivery.handler, tries=delivery.tries)
    wait = wait_after(delivery.tries)
    if wait is not None:
        delivery.next_at = timezone.now() + wait
        return
    delivery.state = Delivery.State.DEAD
    if delivery.fact.name != DeliveryDied.name:
        announce(_death(delivery, error))


def _death(delivery: Delivery, error: Exception) -> DeliveryDied:
    return DeliveryDied(
        subject=f"delivery:{delivery.pk}",
        delivery_id=delivery.pk,
        handler=delivery.handler,
        fact_name=delivery.fact.name,
        error=f"{type(error).__name__}: {error}"[:400],
    )
