"""Schemas, values and changes of prices."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.portal.databases.library import databases
from mingtang.domains.portal.databases.rules import Field, Kind, database_of, said_change


def test_the_shipped_schemas_keep_telephones_and_problems_inside() -> None:
    internal = {(key, field.name) for key, each in databases().items() for field in each.fields if not field.public}
    assert {("enterprises", "phone"), ("projects", "problems"), ("products", "contact"), ("laws", "note")} <= internal


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [(Kind.NUMBER, "1,200.50", "1200.50"), (Kind.DATE, "2026/11/23", "2026-11-23"), (Kind.CHOICE, "存续", "存续"), (Kind.TEXT, "a", "a")],
)  # fmt: skip
def test_cells_get_one_form(kind: Kind, text: str, value: str) -> None:
    assert Field(name="x", label="某", kind=kind, choices=("存续",)).parse(text) == value


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.NUMBER, "约三"), (Kind.NUMBER, "NaN"), (Kind.DATE, "昨天"), (Kind.CHOICE, "别的")]
)
def test_what_cannot_be_read_is_refused_in_words(kind: Kind, text: str) -> None:
    with pytest.raises(ValueError, match="应为"):
        Field(name="x", label="某", kind=kind, choices=("存续",)).parse(text)


def test_a_schema_that_would_betray_a_field_is_refused() -> None:
    fields = [
        {"name": "n", "label": "名", "required": True},
        {"name": "s", "label": "密", "public": False, "filtered": True},
    ]
    words = {"title": "某", "lead": "", "icon": "x", "number": "n", "name": "n"}
    with pytest.raises(ValueError, match="betray"):
        database_of({**words, "fields": fields}, "x")
    with pytest.raises(ValueError, match="required"):
        database_of({**words, "number": "s", "fields": fields[:1]}, "x")


@given(st.decimals("0.01", "9999", places=2), st.decimals("0.01", "9999", places=2))
def test_a_change_says_its_direction(before: Decimal, now: Decimal) -> None:
    said = said_change(before, now)
    assert "-" not in said
    assert said.startswith("涨") <= (now > before)
    assert said.startswith("跌") <= (now < before)
    assert said_change(None, now) == "—"
