"""Finding, behind the one door: entries, counts, pages and suggestions hold only what the actor may see.

At most `MOST` answers are looked at, the newest that were written: ranking and counting hundreds of thousands of answers to
a word that stands everywhere would make everybody wait, and nobody reads them.
"""

from collections import Counter
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.kernel.evidence.api import Actor, Protection
from mingtang.kernel.search.answers import FACETS, Answers, Candidate, Facet, Hit, Wish, tallied
from mingtang.kernel.search.highlighting import excerpt, highlighted
from mingtang.kernel.search.index import index_of
from mingtang.kernel.search.models import Entry, IndexedEntry
from mingtang.kernel.search.question import Expression, Question, read_question
from mingtang.kernel.search.sources import sources

PAGE_SIZE = 20
LAST_PAGE = 50
"""Nobody reads the thousandth answer: a question that has so many wants another word."""
MOST = PAGE_SIZE * LAST_PAGE
"""Answers that are ranked and counted: as many as can be leafed through."""
MOST_CHOICES = 12
"""Choices of a facet that are offered, those with most answers."""


def search(actor: Actor, text: str, wish: Wish, *, page: int = 1) -> Answers:
    """What `actor` may find. Two statements; three when more than `MOST` answer and something is chosen; none when nothing
    searchable was typed.
    """
    question = read_question(text)
    if question.expression is None:
        return Answers(question, wish)
    candidates, more = _candidates(actor, question.expression, Wish())
    if more and wish.chosen:
        candidates, more = _candidates(actor, question.expression, wish)
    wanted, counts = tallied(candidates, wish)
    pages = min(max(1, -(-len(wanted) // PAGE_SIZE)), LAST_PAGE)
    number = min(max(page, 1), pages)
    shown = _ordered(wanted, wish)[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return Answers(
        question, wish, hits=_hits(actor, shown, question), facets=_facets(counts, wish), total=len(wanted),
        more=more, number=number, pages=pages,
    )  # fmt: skip


def ranked(actor: Actor, text: str, kind: str, most: int) -> list[str]:
    """Ids of the objects of `kind` that answer, best first; one statement, none when nothing searchable was typed."""
    question = read_question(text)
    if question.expression is None:
        return []
    index = index_of(connection)
    rows = visible_to(actor).filter(index.matches(question.expression), entry__kind=kind)
    ordered = rows.annotate(rank=index.rank(question.expression)).order_by("rank", "-entry__updated_at", "-pk")
    return [key for key, rank in ordered.values_list("entry__object_id", "rank")[:most] if rank is not None]


def visible_to(actor: Actor) -> QuerySet[IndexedEntry]:
    """Public entries, and those of each permission within the actor's scope for it, while their time lasts; one query for all."""
    now = timezone.now()
    known, lasting = (Q(**{f"entry__{name}": None}) for name in ("dated", "until"))
    rows = IndexedEntry.objects.filter(known | Q(entry__dated__lte=now), lasting | Q(entry__until__gt=now))
    permissions = {source.permission for source in sources()}
    seen = [
        actor.narrow(rows.filter(entry__permission=each.code), each, Protection(read=each, organ="entry__organ"))
        for each in sorted(permissions, key=lambda permission: permission.code)
    ]
    return reduce(or_, seen, rows.filter(entry__public=True))


def _candidates(actor: Actor, expression: Expression, wish: Wish) -> tuple[list[Candidate], bool]:
    """Up to `MOST` answers, those written last, and whether more were found; one statement."""
    index = index_of(connection)
    rows = visible_to(actor).filter(index.matches(expression), _chosen(wish), entry__kind__in=_labels())
    ranked_rows = rows.order_by("-pk").annotate(rank=index.rank(expression))
    columns = ("pk", "entry__kind", "entry__place", "entry__theme", "entry__dated", "rank")
    found = list(ranked_rows.values_list(*columns)[: MOST + 1])
    return [Candidate(*row) for row in found[:MOST] if row[-1] is not None], len(found) > MOST


def _chosen(wish: Wish) -> Q:
    chosen = wish.chosen
    year = chosen.pop("year", "")
    wanted = Q(**{f"entry__{name}": value for name, value in chosen.items()})
    return wanted & Q(entry__dated__year=int(year)) if year.isdecimal() and len(year) == 4 else wanted


def _ordered(candidates: list[Candidate], wish: Wish) -> list[Candidate]:
    newest_first = sorted(candidates, key=Candidate.newness, reverse=True)
    return newest_first if wish.newest else sorted(newest_first, key=lambda each: each.rank)


def _labels() -> dict[str, str]:
    return {source.kind: str(source.label) for source in sources()}


def _facets(counts: dict[str, Counter[str]], wish: Wish) -> dict[str, list[Facet]]:
    """Kinds in their own order, years from the last on, places and themes with most answers first."""
    chosen, labels = wish.chosen, _labels()
    offered = {name: [value for value, _ in counts[name].most_common(MOST_CHOICES) if value] for name in FACETS}
    offered["kind"] = [kind for kind in labels if counts["kind"][kind]]
    offered["year"].sort(reverse=True)
    return {
        name: [Facet(value, labels.get(value, value), counts[name][value]) for value in _with(chosen.get(name), values)]
        for name, values in offered.items()
    }


def _with(chosen: str | None, values: list[str]) -> list[str]:
    """What is chosen stays on offer, even when nothing answers."""
    return [*values, chosen] if chosen and chosen not in values else values


def _hits(actor: Actor, candidates: list[Candidate], question: Question) -> list[Hit]:
    entries = Entry.objects.in_bulk([each.pk for each in candidates]) if candidates else {}
    labels = _labels()
    return [_hit(actor, entries[each.pk], labels, question.marks) for each in candidates if each.pk in entries]


def _hit(actor: Actor, entry: Entry, labels: dict[str, str], marks: Any) -> Hit:
    inside = bool(entry.url) and actor.may(entry.permission, entry)
    return Hit(
        kind=entry.kind,
        label=labels[entry.kind],
        title=highlighted(entry.title, marks),
        excerpt=excerpt(entry.text, marks),
        url=entry.url if inside else entry.public_url,
        object_id=entry.object_id,
        name=entry.title,
        place=entry.place,
        theme=entry.theme,
        dated=entry.dated,
    )
