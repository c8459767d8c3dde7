"""The index as a tsvector that we write ourselves: no parser or dictionary of the server, whatever its locale."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Case, FloatField, Func, Value, When
from django.db.models.expressions import Expression as Sql

from mingtang.kernel.search.question import Either, Expression, Phrase, strictest

_MOST_PLACES = 255  # PostgreSQL keeps no more for one lexeme
_LAST_PLACE = 16_383
_GAP = 8  # no phrase goes from the title into the text


class PostgresIndex:
    """See `Index`. A title has weight A, a text weight D."""

    def create(self, connection: Any) -> None:
        """A vector stays in its row: fetched from elsewhere it costs several times as much, which the planner does not know
        and so reads all rows where the index would name a few.
        """
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE search_words (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)")
            cursor.execute("ALTER TABLE search_words ALTER COLUMN vector SET STORAGE MAIN")
            cursor.execute("CREATE INDEX search_words_vector ON search_words USING gin (vector)")

    def drop(self, connection: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE search_words")

    def write(self, connection: Any, rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
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
        template = "search_words.vector @@ (%(expressions)s)::tsquery"
        text = query_text(expression, "A" if in_title else "")
        return Func(Value(text), template=template, output_field=BooleanField())

    def rank(self, expression: Expression) -> Sql:
        """Texts with the words side by side come first: ts_rank itself looks at how often, hardly at how near."""
        frequency = "ts_rank(search_words.vector, (%(expressions)s)::tsquery)"
        strict = Case(When(self.matches(strictest(expression)), then=Value(1.0)), default=Value(0.0))
        often = Func(Value(query_text(expression)), template=frequency, output_field=FloatField())
        return -(often + strict)


def vector_text(title: list[str], body: list[str]) -> str:
    """The text form of a tsvector: every token with its places."""
    places: dict[str, list[str]] = defaultdict(list)
    for weight, start, tokens in (("A", 1, title), ("", len(title) + _GAP, body)):
        for place, token in enumerate(tokens, start):
            if place <= _LAST_PLACE and len(places[token]) < _MOST_PLACES:
                places[token].append(f"{place}{weight}")
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items() if found)


def query_text(expression: Expression, weight: str = "") -> str:
    """The text form of a tsquery, for words of one `weight` alone if one is given; units are letters and digits only, so
    that none can end its quotes.
    """
    if isinstance(expression, Phrase):
        *first, last = (f"'{unit}'" for unit in expression.units)
        marked = [f"{unit}:{weight}" if weight else unit for unit in first]
        end = f"{'*' if expression.prefix else ''}{weight}"
        return f"({' <-> '.join([*marked, f'{last}:{end}' if end else last])})"
    joint = " | " if isinstance(expression, Either) else " & "
    return f"({joint.join(query_text(part, weight) for part in expression.parts)})"
