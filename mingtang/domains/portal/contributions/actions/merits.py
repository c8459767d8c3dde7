"""What counts for and against units."""

from datetime import date

from django.utils import timezone

from mingtang.domains.portal.contributions import acts
from mingtang.domains.portal.contributions.models import Merit, ReportingUnit, Submission
from mingtang.domains.portal.contributions.scoretable import told_by_people
from mingtang.kernel.directory.api import Refused, Region
from mingtang.kernel.evidence.api import Actor, act

_LEVELS = {Region.Level.PROVINCE: "province", Region.Level.CITY: "city", Region.Level.COUNTY: "county"}


def merit_of(submission: Submission, event: str, level: str = "") -> Merit:
    """Something that counts from today for whoever handed a submission in."""
    return Merit(
        desk_id=submission.desk_id, organ_id=submission.organ_id, unit_id=submission.unit_id, submission=submission,
        event=event, level=level, on=timezone.localdate(),
    )  # fmt: skip


def level_of(submission: Submission) -> str:
    """The level of the site that a submission is for: province, city or county."""
    return _LEVELS.get(Region.Level(submission.site.organ.region.level), "county")


def record_merit(
    actor: Actor, unit: ReportingUnit, kind: str, *, on: date, note: str, submission: Submission | None = None
) -> Merit:
    """Tell of something the node cannot know: `kind` is `event:level` of the table. Raises NotPermitted, Refused."""
    event, _colon, level = kind.partition(":")
    merit = Merit(
        desk_id=unit.desk_id, organ_id=unit.organ_id, unit=unit, submission=submission, event=event, level=level,
        on=on, note=note,
    )  # fmt: skip
    with act(acts.RECORD_MERIT, actor, unit) as deed:
        if kind not in told_by_people():
            raise Refused("计分表没有这个事由。", "kind")
        if on > timezone.localdate():
            raise Refused("日期还没有到。", "on")
        if not note.strip():
            raise Refused("请写明依据。", "note")
        deed.create(merit)
    return merit
