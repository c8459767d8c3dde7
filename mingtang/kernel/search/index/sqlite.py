"""The index as an FTS5 table; tokens are separated by blanks and the tokenizer takes them as they are."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, FloatField, Func, Value
from django.db.models.expressions import Expression as Sql

from mingtang.kernel.search.index import IndexRow
from mingtang.kernel.search.question import Either, Expression, Phrase
from mingtang.kernel.search.segmentation import Tokens

_CREATE = """CREATE VIRTUAL TABLE search_words USING fts5(
    title, body, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
)"""


class SqliteIndex:
    """See `Index`. A title weighs eight times as much as a text."""

    def create(self, connection: Any, rows: Iterable[IndexRow] = ()) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_CREATE)
        self.write(connection, rows)

    def drop(self, connection: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE search_words")

    def write(self, connection: Any, rows: Iterable[IndexRow]) -> None:
        texts = [(pk, _text(title), _text(body)) for pk, title, body in rows]
        self.erase(connection, [pk for pk, _, _ in texts])
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_words (rowid, title, body) VALUES (%s, %s, %s)", texts)

    def erase(self, connection: Any, ids: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(pk,) for pk in ids])

    def matches(self, expression: Expression, *, in_title: bool = False) -> Sql:
        text = f"{'title : ' if in_title else ''}{query_text(expression)}"
        return Func(Value(text), template="search_words MATCH %(expressions)s", output_field=BooleanField())

    def rank(self, expression: Expression) -> Sql:
        return Func(template="bm25(search_words, 8.0, 1.0)", output_field=FloatField())


def _text(tokens: Tokens) -> str:
    return " ".join([*tokens.units, *tokens.words])


def query_text(expression: Expression) -> str:
    """FTS5 query syntax; every unit stands in quotes, so none can be taken for an operator."""
    if isinstance(expression, Phrase):
        return f'"{" ".join(expression.units)}"{"*" if expression.prefix else ""}'
    joint = " OR " if isinstance(expression, Either) else " AND "
    return f"({joint.join(query_text(part) for part in expression.parts)})"
