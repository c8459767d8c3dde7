"""Finding, behind the one door: entries, counts and pages hold only what the actor may see."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString

from mingtang.kernel.evidence.api import Actor, Protection
from mingtang.kernel.search.highlighting import excerpt, highlighted
from mingtang.kernel.search.index import index_of
from mingtang.kernel.search.models import Entry, IndexedEntry
from mingtang.kernel.search.question import Question, read_question
from mingtang.kernel.search.sources import sources

PAGE_SIZE = 20
LAST_PAGE = 50
"""Nobody reads the thousandth answer: a question that has so many wants another word."""


@dataclass(frozen=True)
class Hit:
    """One answer as shown: title and excerpt are safe HTML; `url` is one that the actor may open, or empty."""

    kind: str
    label: str
    title: SafeString
    excerpt: SafeString
    url: str
    object_id: str


@dataclass(frozen=True)
class Facet:
    """How many answers there are of a kind."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True)
class Answers:
    """One page of answers. `total` counts those of the chosen kind, `everywhere` those of all kinds."""

    question: Question
    hits: list[Hit]
    facets: list[Facet]
    kind: str
    total: int
    everywhere: int
    number: int
    pages: int


def search(actor: Actor, text: str, *, kind: str = "", page: int = 1) -> Answers:
    """What `actor` may find; two statements whatever is asked, none when nothing searchable was typed."""
    question = read_question(text)
    if question.expression is None:
        return Answers(question, [], [], kind, 0, 0, 1, 1)
    rows = _visible_to(actor).filter(index_of(connection).matches(question.expression))
    facets = _facets(rows)
    everywhere = sum(facet.count for facet in facets)
    total = sum(facet.count for facet in facets if facet.kind == kind) if kind else everywhere
    pages = min(max(1, -(-total // PAGE_SIZE)), LAST_PAGE)
    number = min(max(page, 1), pages)
    hits = _hits(actor, rows, question, kind, number) if total else []
    return Answers(question, hits, facets, kind, total, everywhere, number, pages)


def ranked(actor: Actor, text: str, kind: str, most: int) -> list[str]:
    """Ids of the objects of `kind` that answer, best first; one statement, none when nothing searchable was typed."""
    question = read_question(text)
    if question.expression is None:
        return []
    index = index_of(connection)
    rows = _visible_to(actor).filter(index.matches(question.expression), entry__kind=kind)
    ordered = rows.order_by(index.rank(question.expression), "-entry__updated_at", "-pk")
    return list(ordered.values_list("entry__object_id", flat=True)[:most])


def _visible_to(actor: Actor) -> QuerySet[IndexedEntry]:
    """Public entries, and those of each permission within the actor's scope for it; one query for all."""
    rows = IndexedEntry.objects.all()
    permissions = {source.permission for source in sources()}
    seen = [
        actor.narrow(rows.filter(entry__permission=each.code), each, Protection(read=each, organ="entry__organ"))
        for each in sorted(permissions, key=lambda permission: permission.code)
    ]
    return reduce(or_, seen, rows.filter(entry__public=True))


def _facets(rows: QuerySet[IndexedEntry]) -> list[Facet]:
    counts: dict[str, int] = dict(rows.order_by().values_list("entry__kind").annotate(count=Count("entry__id")))
    return [Facet(each.kind, str(each.label), counts[each.kind]) for each in sources() if each.kind in counts]


def _hits(actor: Actor, rows: QuerySet[IndexedEntry], question: Question, kind: str, number: int) -> list[Hit]:
    if question.expression is None:
        return []
    chosen = rows.filter(entry__kind=kind) if kind else rows.filter(entry__kind__in=[each.kind for each in sources()])
    rank = index_of(connection).rank(question.expression)
    ordered = chosen.select_related("entry").order_by(rank, "-entry__updated_at", "-pk")
    labels = {source.kind: str(source.label) for source in sources()}
    page = ordered[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return [_hit(actor, row.entry, labels, question.marks) for row in page]


def _hit(actor: Actor, entry: Entry, labels: dict[str, str], marks: Any) -> Hit:
    inside = bool(entry.url) and actor.may(entry.permission, entry)
    return Hit(
        kind=entry.kind,
        label=labels[entry.kind],
        title=highlighted(entry.title, marks),
        excerpt=excerpt(entry.text, marks),
        url=entry.url if inside else entry.public_url,
        object_id=entry.object_id,
    )
