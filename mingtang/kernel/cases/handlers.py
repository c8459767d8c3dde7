"""What the cases do when others' facts arrive."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.cases.errands.telling import tell_administrators
from mingtang.kernel.cases.events import ErrandDied
from mingtang.kernel.cases.models import Clock, Errand
from mingtang.kernel.clocks.api import CalendarChanged


def calendar_changed(fact: CalendarChanged) -> None:
    """Have every case re-dated whose clocks or timers may reach into the changed days; one errand for each case."""
    first, behind = date.fromisoformat(fact.since), date.fromisoformat(fact.until) + timedelta(days=1)
    since, until = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, behind))
    clocks = Clock.objects.filter(Q(due_at__gte=since) | Q(due_at=None), stopped_at=None, started_at__lt=until)
    timers = Errand.objects.filter(kind=Errand.Kind.TIMER, dead=False, due_at__gte=since)
    cases = set(clocks.values_list("case_id", flat=True)) | set(timers.values_list("case_id", flat=True))
    now = timezone.now()
    Errand.objects.bulk_create(
        (Errand(kind=Errand.Kind.REDATE, case_id=case, due_at=now) for case in sorted(cases)), batch_size=1000
    )


def errand_died(fact: ErrandDied) -> None:
    """Tell whoever deals with errands of that organ."""
    tell_administrators(fact)
