"""What stands beside the steps, as the page of a case shows it, with the measures that the reader may take."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from mingtang.domains.services.applications.actions.taking import OFFICIAL, may_take
from mingtang.domains.services.applications.course import TITLES, UNDER_REVIEW, why_not
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.queries.standing import Beside, all_beside
from mingtang.kernel.cases.api import Link, Section
from mingtang.kernel.evidence.api import Actor


def course_section(actor: Actor, application: Application, parts: Sequence[Part]) -> list[Section]:
    """The panel, once something has been accepted or may be done; however many parts there are, four statements, five
    of a joint matter, one for the rights of the reader, and one for the calendars of all who wait for an answer about a hearing.
    """
    rows = [_row(actor, found) for found in all_beside(application, list(parts))]
    told = [row for row in rows if not row["is_empty"] or row["measures"]]
    if not told:
        return []
    facts = {"rows": told, "several": len(parts) > 1}
    return [
        Section(
            "course",
            "期限、听证、会商和缴费" if any(row["beside"].seats for row in told) else "期限、听证和缴费",
            "applications/case/course.html",
            facts,
        )
    ]


def _row(actor: Actor, found: Beside) -> dict[str, Any]:
    return {
        "part": found.part,
        "beside": found,
        "meetings": found.meetings,
        "is_empty": not (found.specials or found.extensions or found.hearing or found.order or found.seats),
        "measures": measures_of(actor, found),
    }


def measures_of(actor: Actor, found: Beside) -> list[Link]:
    """What the reader may do beside the steps of a part now."""
    standing, part = found.standing, found.part
    if part.state not in UNDER_REVIEW and not part.is_whole and not found.open_seat:
        return []
    return [
        Link(TITLES[each], reverse("application_measure", args=[part.pk, each.value]))
        for each in OFFICIAL
        if not why_not(each, standing) and may_take(actor, part, each)
    ]
