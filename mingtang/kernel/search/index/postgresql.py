"""The index as a tsvector that we write ourselves: no parser or dictionary of the server, whatever its locale.

An inverted index of PostgreSQL (GIN) knows which rows have a lexeme, and not where: for a phrase it must fetch and unpack every
row that has its characters somewhere. So neighbours are lexemes of their own (`'公 共'`), as is what stands in a title
(`'=公 共'`), and rows are found by the index alone. Only those that are shown in the end are unpacked, once, by `search_rank`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Any

from django.db.models import BooleanField, FloatField, Func, Value
from django.db.models.expressions import Expression as Sql

from mingtang.kernel.search.index import IndexRow
from mingtang.kernel.search.question import Either, Expression, Phrase, strictest
from mingtang.kernel.search.segmentation import Tokens

_MOST_PLACES = 255  # PostgreSQL keeps no more for one lexeme
_LAST_PLACE = 16_383
_GAP = 8  # no phrase goes from the title into the text
_IN_TITLE = "="
_BATCH = 500

_CREATE = (
    "CREATE TABLE search_words (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)",
    # Vectors stand beside their rows, so that a hundred rows are on a page.
    "ALTER TABLE search_words SET (toast_tuple_target = 128)",
    # The planner does not know what it costs to fetch a vector, and would rather read all of them. It knows the cost of this.
    """CREATE FUNCTION search_lexemes(vector tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT COST 100
    AS 'BEGIN RETURN vector; END'""",
    # A vector is fetched once. Texts with the words side by side come first: ts_rank looks at how often, hardly at how near.
    """CREATE FUNCTION search_rank(vector tsvector, question tsquery, strictest tsquery) RETURNS float8
    LANGUAGE plpgsql IMMUTABLE STRICT COST 1000
    AS 'DECLARE here tsvector := vector || ''''; BEGIN
    RETURN CASE WHEN here @@ strictest THEN -1 - ts_rank(here, question) WHEN here @@ question THEN -ts_rank(here, question) END;
    END'""",
)
_CREATE_INDEX = (
    "CREATE INDEX search_words_lexemes ON search_words USING gin (search_lexemes(vector))",
    "ANALYZE search_words",  # how frequent words are decides in which order rows are looked at
)
_TRIED = "search_lexemes(search_words.vector) @@ (%(expressions)s)::tsquery"
_FOUND = """search_words.rowid IN (
    SELECT rowid FROM search_words found WHERE search_lexemes(found.vector) @@ (%(expressions)s)::tsquery OFFSET 0
)"""
_DROP = ("DROP TABLE search_words", "DROP FUNCTION IF EXISTS search_lexemes", "DROP FUNCTION IF EXISTS search_rank")


class PostgresIndex:
    """See `Index`. A title has weight A, a text weight D."""

    def create(self, connection: Any, rows: Iterable[IndexRow] = ()) -> None:
        """The index of lexemes comes last: made of rows that are there it takes a tenth of the time."""
        self._run(connection, _CREATE)
        remaining = iter(rows)
        while batch := list(islice(remaining, _BATCH)):
            self.write(connection, batch)
        self._run(connection, _CREATE_INDEX)

    def drop(self, connection: Any) -> None:
        self._run(connection, _DROP)

    def write(self, connection: Any, rows: Iterable[IndexRow]) -> None:
        values = [(pk, vector_text(title, body)) for pk, title, body in rows]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (rowid, vector) VALUES (%s, %s::tsvector)"
                " ON CONFLICT (rowid) DO UPDATE SET vector = EXCLUDED.vector",
                values,
            )

    def erase(self, connection: Any, ids: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE rowid = ANY(%s)", [ids])

    def matches(self, expression: Expression, *, in_title: bool = False) -> Sql:
        """Rows that have all pairs of neighbours of a phrase, first asked of the index and of nothing else (OFFSET 0).

        Characters alone may stand in nearly every row: there the newest are looked at, one after the other.
        """
        text = Value(pairs_text(expression, _IN_TITLE if in_title else ""))
        template = _TRIED if _has_characters_alone(expression) else _FOUND
        return Func(text, template=template, output_field=BooleanField())

    def rank(self, expression: Expression) -> Sql:
        """By the places of its characters; NULL where a phrase has its pairs in different places."""
        template = "search_rank(search_words.vector, %(expressions)s::tsquery)"
        texts = [Value(query_text(each)) for each in (expression, strictest(expression))]
        return Func(*texts, template=template, arg_joiner="::tsquery, ", output_field=FloatField())

    def _run(self, connection: Any, statements: Iterable[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def vector_text(title: Tokens, body: Tokens) -> str:
    """The text form of a tsvector: every token with its places, and without places neighbours, and what is in the title."""
    places: dict[str, list[str]] = defaultdict(list)
    for weight, start, tokens in (("A", 1, title), ("", sum(map(len, title)) + _GAP, body)):
        for place, token in enumerate([*tokens.units, *tokens.words], start):
            if place <= _LAST_PLACE and len(places[token]) < _MOST_PLACES:
                places[token].append(f"{place}{weight}")
    placed = (f"'{token}':{','.join(found)}" for token, found in places.items() if found)
    pairs = {*_pairs(title.units), *_pairs(body.units)}
    in_title = {f"{_IN_TITLE}{each}" for each in (*title.units, *title.words, *_pairs(title.units))}
    return " ".join([*placed, *(f"'{each}'" for each in (*pairs, *in_title))])


def _pairs(units: Iterable[str]) -> Iterator[str]:
    return (f"{one} {other}" for one, other in pairwise(units))


def _has_characters_alone(expression: Expression) -> bool:
    if isinstance(expression, Phrase):
        return len("".join(expression.units)) == 1
    return all(_has_characters_alone(part) for part in expression.parts)


def pairs_text(expression: Expression, mark: str = "") -> str:
    """The text form of a tsquery for the index: units, words and pairs of neighbours, each with `mark` before it."""
    if isinstance(expression, Phrase):
        parts = [f"'{mark}{each}'" for each in (list(_pairs(expression.units)) or expression.units)]
        return f"({' & '.join(parts)}{':*' if expression.prefix else ''})"
    joint = " | " if isinstance(expression, Either) else " & "
    return f"({joint.join(pairs_text(part, mark) for part in expression.parts)})"


def query_text(expression: Expression) -> str:
    """The text form of a tsquery; units are letters and digits only, so that none can end its quotes."""
    if isinstance(expression, Phrase):
        phrase = " <-> ".join(f"'{unit}'" for unit in expression.units)
        return f"({phrase}{':*' if expression.prefix else ''})"
    joint = " | " if isinstance(expression, Either) else " & "
    return f"({joint.join(query_text(part) for part in expression.parts)})"
