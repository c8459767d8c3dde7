"""The sweep: whatever time alone has changed since the last look."""

from datetime import datetime, timedelta

from django.utils import timezone

from mingtang.domains.services.applications.api import Application, SpecialProcedure
from mingtang.domains.services.efficiency.actions.noticing import notice_follow_ups
from mingtang.domains.services.efficiency.actions.raising import examine
from mingtang.domains.services.efficiency.actions.stepping import confirm_by_silence
from mingtang.domains.services.efficiency.models import Light
from mingtang.domains.services.efficiency.rules.course import Stage
from mingtang.kernel.cases.api import Clock, Token

AHEAD = timedelta(days=20)
"""How far ahead limits are looked at: a tenth of the longest (60 working days) and the holidays in between."""
BATCH = 200


def sweep(now: datetime | None = None) -> int:
    """Examine every application whose time is near, over or stands still; answers how many lights were raised."""
    moment = now or timezone.now()
    waiting = sorted(_in_question(moment))
    raised = sum(examine(waiting[at : at + BATCH], moment) for at in range(0, len(waiting), BATCH))
    confirm_by_silence()
    return raised + notice_follow_ups(moment)


def _in_question(now: datetime) -> set[int]:
    """Applications with a limit that ends soon or has ended, that stands still, a late step, a special procedure past its
    announced end, or a warning that shines.
    """
    near = Clock.objects.filter(standing="running", due_at__lte=now + AHEAD).values("case_id")
    still = Clock.objects.filter(standing="paused", stopped_at=None).values("case_id")
    late = Token.objects.filter(life="A", due_at__lte=now).values("case_id")
    long = SpecialProcedure.objects.filter(state="running", until__lte=timezone.localdate(now))
    running = Application.objects.filter(case__ended_at=None)
    found: set[int] = set()
    for cases in (near, still, late):
        found.update(running.filter(case__in=cases).values_list("pk", flat=True))
    found.update(long.values_list("application_id", flat=True))
    warned = Light.objects.filter(level=Light.Level.YELLOW, stage=Stage.NOTIFIED, application__isnull=False)
    found.update(warned.values_list("application_id", flat=True))
    return found
