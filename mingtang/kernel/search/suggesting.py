"""您是不是要找: words of visible titles for words that stand nowhere."""

from collections.abc import Iterator

from django.db import connection

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.search.index import index_of
from mingtang.kernel.search.nearness import may_have_a_slip, near, nearest
from mingtang.kernel.search.queries import visible_to
from mingtang.kernel.search.segmentation import folded
from mingtang.kernel.search.synonyms import has_synonyms

MOST_TITLES, MOST_TERMS = 400, 3


def suggested(actor: Actor, text: str) -> list[str]:
    """Questions that may have been meant by `text`, the likeliest first; a statement for each of its first three words."""
    terms = folded(text).split()
    readings = [_readings(actor, term) if place < MOST_TERMS else [term] for place, term in enumerate(terms)]
    meant = [" ".join(found) for found in _combined(readings)]
    return [each for each in meant if each != " ".join(terms)]


def _readings(actor: Actor, term: str) -> list[str]:
    """What a word may have been meant to be; itself when it stands in a title, or when nothing is near it."""
    if not may_have_a_slip(term) or has_synonyms(term):
        return [term]
    rows = visible_to(actor).filter(index_of(connection).matches(near(term), in_title=True))
    titles = rows.order_by("-pk").values_list("entry__title", flat=True)[:MOST_TITLES]
    return nearest(term, titles) or [term]


def _combined(readings: list[list[str]]) -> Iterator[list[str]]:
    """The likeliest of each word together, then the others of each word, one at a time."""
    best = [each[0] for each in readings]
    yield best
    for place, each in enumerate(readings):
        for other in each[1:]:
            yield [*best[:place], other, *best[place + 1 :]]
