"""What screens and other apps ask of definitions."""

from functools import cache
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length

from mingtang.kernel.definitions.kinds import D, Kind, V
from mingtang.kernel.definitions.models import Definition, State, Version
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.statements.api import answer_to


def definitions_visible_to(actor: Actor, kind: Kind[D, V, Any]) -> QuerySet[D]:
    """Definitions in reach and, for whoever reads any, those of the node, which serve everybody.

    With owners, the numbers of the published version and the draft, when the former was published, and how the newest
    version stands.
    """
    mine = kind.model.objects.visible_to(actor)  # type: ignore[attr-defined]
    rows = mine | kind.model.objects.filter(organ=None) if actor.may(kind.read) else mine  # type: ignore[attr-defined]
    stored: Any = kind.version._default_manager
    versions = stored.filter(definition=OuterRef("pk"))
    published = versions.filter(state=State.PUBLISHED)
    known: Any = rows.select_related("organ").annotate(
        published=Subquery(published.values("number")[:1]),
        published_at=Subquery(published.values("published_at")[:1]),
        draft=Subquery(versions.filter(state=State.DRAFT).values("number")[:1]),
        newest_state=Subquery(versions.order_by("-number").values("state")[:1]),
    )
    return known


def versions_of(definition: Definition) -> QuerySet[Any]:
    """All versions, the newest first, with the names of who drew and who published; their content comes when asked for."""
    rows: QuerySet[Any] = definition.versions.defer(*definition.versions.model.confidential)
    return rows.select_related("definition", "author__person", "publisher__person").order_by("-number")


def newest_of(definition: Definition) -> Any:
    """The draft, or the newest version when there is none."""
    return definition.versions.latest("number")


def published_of(definition: Definition) -> Any:
    """The published version, or None."""
    return definition.versions.filter(state=State.PUBLISHED).first()


def serving(rows: QuerySet[V], organ_id: int | None) -> QuerySet[V]:
    """Versions whose definitions serve the organ: the node's first, then those of its superiors, its own last.

    So the last of a key is the nearest, and in a dictionary by key the nearest win. `None` is the node itself.
    """
    if organ_id is None:
        return rows.filter(definition__organ=None)
    served = Organ.objects.filter(pk=organ_id).values("path")
    nodes, above = Q(definition__organ=None), Q(served__startswith=F("definition__organ__path"))
    near: Any = rows.annotate(served=Subquery(served)).filter(nodes | above)
    return near.order_by(Length("definition__organ__path").asc(nulls_first=True))


def published_id(kind: Kind[D, V, Any], key: str, organ_id: int | None = None) -> int | None:
    """The id of what `published_version` finds, for whoever needs no more; one statement."""
    rows = answer_to(_in_force("id", kind.version), [key, organ_id])
    return rows[0][0] if rows else None


def published_version(kind: Kind[D, V, Any], key: str, organ_id: int | None = None) -> V | None:
    """The version of `key` in force for the organ: that of the nearest organ up the tree, else the node's; one statement."""
    rows: Any = kind.version._default_manager.raw(_in_force("*", kind.version), [key, organ_id])
    return next(iter(rows), None)


@cache
def _in_force(columns: str, version: type[Version]) -> str:
    """`serving`, for one key: written out once, because it is asked before every case and every letter."""
    meta: Any = version._meta
    definitions = meta.get_field("definition").related_model._meta.db_table
    return f"""SELECT version.{columns} FROM {meta.db_table} version
JOIN {definitions} definition ON definition.id = version.definition_id
LEFT JOIN directory_organ owner ON owner.id = definition.organ_id
WHERE definition.key = %s AND version.state = 'published'
AND (owner.id IS NULL OR (SELECT path FROM directory_organ WHERE id = %s) LIKE owner.path || '%%')
ORDER BY length(owner.path) DESC NULLS LAST LIMIT 1"""  # noqa: S608 - names of our own tables


def published_versions(kind: Kind[D, V, Any], organ_id: int | None = None) -> list[V]:
    """Every version in force for the organ, one of each key, as `published_version` finds it; without content."""
    rows = serving(_published(kind).defer(*kind.version.confidential), organ_id)
    return list({version.definition.key: version for version in rows}.values())


def _published(kind: Kind[D, V, Any]) -> QuerySet[V]:
    rows: Any = kind.version._default_manager.filter(state=State.PUBLISHED)
    return rows.select_related("definition__organ")  # type: ignore[no-any-return]
