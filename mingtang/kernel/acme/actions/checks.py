"""Proofs of names: a program says that its server is ready, the worker asks the server, and the answer decides.

The worker takes several at a time and writes down when it will ask again before it asks: one that is killed meanwhile
loses nothing, and the requests are outside of any transaction.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from mingtang.kernel.acme import acts
from mingtang.kernel.acme.models import Authorization, Order
from mingtang.kernel.acme.rules import Problem
from mingtang.kernel.evidence.api import SYSTEM, Actor, act

PAUSES = (timedelta(seconds=2), timedelta(seconds=8))
"""Before a second and a third attempt; then it has failed."""

_LEASE = timedelta(minutes=2)
_AT_ONCE = 8


def ask_for_check(actor: Actor, authorization: Authorization) -> None:
    """The server of the name is ready: have the worker ask it. Again changes nothing (RFC 8555 7.5.1)."""
    if authorization.standing_at(timezone.now()) != Authorization.State.PENDING or authorization.due_at:
        return
    with act(acts.ASK_FOR_CHECK, actor, authorization, within=authorization.order) as deed:
        deed.change(authorization, due_at=timezone.now(), tries=0)


def take_due() -> list[Authorization]:
    """Those to ask for now, taken by this worker for a while; each with its order and account."""
    now = timezone.now()
    due = Authorization.objects.filter(due_at__lte=now).select_related("order__account__binding").order_by("due_at")
    return [each for each in due[:_AT_ONCE] if _taken(each, now)]


def _taken(authorization: Authorization, now: datetime) -> bool:
    same = Authorization.objects.filter(pk=authorization.pk, due_at=authorization.due_at)
    authorization.due_at, authorization.tries = now + _LEASE, authorization.tries + 1
    return bool(same.update(due_at=authorization.due_at, tries=authorization.tries))


def ask_again_later(authorization: Authorization, now: datetime) -> bool:
    """Whether another attempt is left; it is noted."""
    if authorization.tries > len(PAUSES):
        return False
    due = now + PAUSES[authorization.tries - 1]
    Authorization.objects.filter(pk=authorization.pk, due_at=authorization.due_at).update(due_at=due)
    return True


def settle(authorization: Authorization, problem: Problem | None) -> None:
    """Write the outcome: proved, or not for the reason `problem`; the last proof makes the order ready."""
    with act(acts.CHECK_NAME, SYSTEM, authorization, within=authorization.order) as deed:
        order = Order.objects.select_for_update().get(pk=authorization.order_id)
        current = Authorization.objects.get(pk=authorization.pk)
        if current.state != Authorization.State.PENDING:
            return
        state = Authorization.State.INVALID if problem else Authorization.State.VALID
        error = problem.document if problem else None
        deed.change(current, state=state, error=error, decided_at=timezone.now(), due_at=None)
        if order.state == Order.State.PENDING and problem:
            deed.change(order, state=Order.State.INVALID, error=_of_order(order, current, problem).document)
        elif order.state == Order.State.PENDING and _all_proved(order.authorizations.all()):
            deed.change(order, state=Order.State.READY)


def _of_order(order: Order, authorization: Authorization, problem: Problem) -> Problem:
    """The same, saying which name it is about where there are several."""
    return problem if len(order.names) == 1 else Problem(problem.fault, f"{authorization}：{problem.detail}")


def _all_proved(authorizations: Iterable[Authorization]) -> bool:
    return all(each.state == Authorization.State.VALID for each in authorizations)
