"""What screens and other apps ask of the definitions."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.models import Decision, Definition, Process, ProcessVersion, State, Version
from mingtang.kernel.processes.permissions import READ_PROCESSES


def readable(rows: QuerySet[Any], actor: Actor, organ: str = "organ") -> QuerySet[Any]:
    """`rows` that the actor may read: those in reach and, for whoever reads any, those of the node, which serve everybody."""
    mine = rows.visible_to(actor)  # type: ignore[attr-defined]
    return mine | rows.filter(**{organ: None}) if actor.may(READ_PROCESSES) else mine


def processes_visible_to(actor: Actor) -> QuerySet[Process]:
    """Processes with their owners, and the numbers of their published version and draft."""
    return _with_numbers(readable(Process.objects.all(), actor))


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Decision tables with their owners, and the numbers of their published version and draft."""
    return _with_numbers(readable(Decision.objects.all(), actor))


def _with_numbers(rows: QuerySet[Any]) -> QuerySet[Any]:
    versions = rows.model.versions.rel.related_model.objects.filter(**{rows.model.versions.field.name: OuterRef("pk")})
    published = versions.filter(state=State.PUBLISHED)
    return rows.select_related("organ").annotate(
        published=Subquery(published.values("number")[:1]),
        published_at=Subquery(published.values("published_at")[:1]),
        draft=Subquery(versions.filter(state=State.DRAFT).values("number")[:1]),
    )


def versions_of(definition: Definition) -> QuerySet[Any]:
    """All versions, the newest first, with the names of who drew and who published; without their content."""
    rows = definition.versions.defer("xml")  # type: ignore[attr-defined]
    return rows.select_related("author__person", "publisher__person").order_by("-number")


def serving(rows: QuerySet[Any], of: str, organ_id: int | None) -> QuerySet[Any]:
    """Versions whose definitions serve the organ, its own last, so that in a dictionary by key they win over the node's."""
    owners = Q(**{f"{of}__organ": None})
    if organ_id:
        owners |= Q(**{f"{of}__organ": organ_id})
    return rows.filter(owners).order_by(F(f"{of}__organ").asc(nulls_first=True))


def published_of(rows: QuerySet[Any], of: str, key: str, organ_id: int | None) -> Version | None:
    """The published version for the organ: its own, else the node's; one statement."""
    found: Version | None = (
        serving(rows.filter(state=State.PUBLISHED, **{f"{of}__key": key}), of, organ_id).select_related(of).last()
    )
    return found


def published_processes(organ_id: int | None) -> list[ProcessVersion]:
    """The versions on which new cases of the organ run, one for each key, by title; one statement, without their content."""
    rows = serving(ProcessVersion.objects.filter(state=State.PUBLISHED), "process", organ_id)
    found = {version.process.key: version for version in rows.select_related("process__organ").defer("xml")}
    return sorted(found.values(), key=lambda version: (version.process.category, version.process.title))


def published_process(key: str, organ_id: int | None) -> ProcessVersion | None:
    """The version of process `key` on which new cases of the organ run."""
    return published_of(ProcessVersion.objects.all(), "process", key, organ_id)  # type: ignore[return-value]
