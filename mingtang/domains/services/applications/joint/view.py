"""What of a joint matter a reader sees on the page of its case: each branch its own projection, the lead all (rule 2)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from mingtang.domains.services.applications.answering import in_words
from mingtang.domains.services.applications.joint.drawing import picture_of
from mingtang.domains.services.applications.joint.limits import needed
from mingtang.domains.services.applications.materials import Asked
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.queries.critical_path import critical_path
from mingtang.domains.services.catalogue.api import is_for
from mingtang.kernel.cases.api import Section
from mingtang.kernel.evidence.api import Actor

MATERIAL_BRANCHES = "material_branches"


def branches_seen(actor: Actor, application: Application, parts: Sequence[Part]) -> frozenset[str]:
    """The branches through whose eyes an official sees a joint matter; empty for whoever sees the whole of it."""
    lead_or_window = {application.organ_id, application.window_id, None}
    return (
        frozenset(part.branch for part in parts if part.branch and part.organ_id == actor.organ_id)
        if (actor.organ_id not in lead_or_window)
        else frozenset()
    )


def materials_seen(asked: Sequence[Asked], keys: frozenset[str]) -> list[Asked]:
    """Only what the branches `keys` need; all of it for the whole."""
    return [each for each in asked if not keys or is_for(each.told, keys, MATERIAL_BRANCHES)]


def answers_seen(application: Application, keys: frozenset[str]) -> list[Any]:
    """What was filled in, without the fields that none of the branches `keys` sees."""
    return in_words(application, application.answers, keys)


def parts_section(application: Application, parts: Sequence[Part]) -> list[Section]:
    """How each organ of a joint matter stands; none for items of one organ."""
    if not needed(application):
        return []
    path = critical_path(application)
    more = reverse("application_critical_path", args=[application.case_id])
    facts = {"path": path, "picture": picture_of(path), "more": more}
    return [Section("parts", "并联进度", "applications/case/parts.html", facts, len(parts) - 1)]
