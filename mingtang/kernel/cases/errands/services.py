"""Calls of services: outside any transaction, at least once, with a key that stays the same when called again."""

from django.db import connection, transaction
from django.utils import timezone

from mingtang.kernel.cases.case_types import ServiceFailed, service_named
from mingtang.kernel.cases.errands.about_cases import with_case
from mingtang.kernel.cases.handling import take
from mingtang.kernel.cases.models import Case, Errand
from mingtang.kernel.cases.rules import LEASE
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.flow.commands import ServiceAnswered


def call(errand: Errand) -> bool:
    """Lease the errand, call the service, bring its answer; the lease ends by itself when the worker is killed."""
    if not _leased(errand):
        return False
    answer = _answer(errand)
    with_case(errand, lambda loaded: take(SYSTEM, loaded, answer, timezone.now(), "", ""))
    return True


@transaction.atomic
def _leased(errand: Errand) -> bool:
    due = Errand.objects.filter(pk=errand.pk, dead=False, due_at__lte=timezone.now())
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    if due.first() is None:
        return False
    errand.due_at = timezone.now() + LEASE
    errand.save(update_fields=["due_at"])
    return True


def _answer(errand: Errand) -> ServiceAnswered:
    name = errand.body["service"]
    service = service_named(name)
    if service is None:
        raise LookupError(f"没有登记服务“{name}”")
    case = Case.objects.get(pk=errand.case_id)
    try:
        return ServiceAnswered(errand.no, dict(service(case, case.vars, f"{case.pk}:{errand.no}")))
    except ServiceFailed as failure:
        return ServiceAnswered(errand.no, error=failure.code)
