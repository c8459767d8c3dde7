"""Judging answers: conditions, rules, kinds, amounts."""

from typing import Any

import pytest

from mingtang.lib.forms import amount_in_words, read, shown, typed, validate, visible_fields, without
from mingtang.lib.forms.tests.documents import OPENING, form_of

GOOD = {"kind": "new", "applicant": "甲公司", "start": "2026-03-01", "promise": True}


def errors_of(**answers: Any) -> dict[str, list[str]]:
    return validate(form_of(OPENING), GOOD | answers)[1]


def test_hidden_fields_are_dropped_whatever_they_hold() -> None:
    clean, errors = validate(form_of(OPENING), GOOD | {"reason": "x" * 9999})
    assert (clean, errors) == (GOOD, {})
    assert [field.name for field in visible_fields(form_of(OPENING), GOOD)][:2] == ["kind", "applicant"]


def test_without_some_questions_the_rest_asks_and_judges_as_if_they_had_never_been_there() -> None:
    form = without(form_of(OPENING), {"applicant", "kind", "finish"})
    assert not {"applicant", "kind", "finish"} & set(form.fields)
    clean, errors = validate(form, {"start": "2026-03-01", "promise": True, "reason": "搬迁"})
    assert (clean["reason"], errors) == ("搬迁", {})  # asked only for some kinds before; nobody knows the kind now
    assert without(form, set()) is form
    emptied = without(form, {each.name for each in form.sections[0].fields})
    assert [each.title for each in emptied.sections] == [each.title for each in form.sections[1:]]


def test_a_condition_makes_a_field_necessary() -> None:
    assert errors_of(kind="change") == {"reason": ["这一项要填"]}
    assert errors_of(amount=100_000_000) == {"funds": ["这一项要填"]}
    assert errors_of(amount=99_999_999) == {}


def test_rules_are_asked_when_everything_they_name_is_there() -> None:
    assert errors_of(finish="2026-02-01") == {"finish": ["开工日期不能晚于竣工日期"]}
    assert errors_of(finish="2026-02-31") == {"finish": ["没有这一天：2026-02-31"]}
    assert errors_of() == {}


def test_cells_are_named_by_their_row() -> None:
    errors = errors_of(works=[{"name": "一号楼", "floors": 3}, {"floors": 999, "colour": "x"}])
    assert errors["works.1.floors"] == ["不能大于 200"]
    assert errors["works.1.name"] == ["这一栏要填"]
    assert errors["works.1.colour"] == ["没有这一列"]
    assert "第 2 行层数不能大于 200" in errors["works"][0]


def test_what_is_typed_becomes_data() -> None:
    raw = {
        "kind": "new",
        "applicant": "  甲公司 ",
        "amount": "１，２３４，５６７.5 元",
        "start": "2026年3月1日",
        "works": [{"name": "一号楼", "area": "0120.50", "floors": "3"}, {"name": "", "area": "", "floors": ""}],
        "promise": "on",
    }
    form = form_of(OPENING)
    data = typed(form, raw)
    assert data["amount"] == 123456750
    assert data["start"] == "2026-03-01"
    assert data["works"] == [{"name": "一号楼", "area": "120.50", "floors": 3}]
    clean, errors = validate(form, data)
    assert errors == {"funds": ["这一项要填"]}
    assert typed(form, shown(form, clean)) == clean


@pytest.mark.parametrize(
    ("schema", "raw", "data"),
    [
        ({"type": "string", "format": "mobile-phone"}, "+86 139-0000-0000", "13900000000"),
        ({"type": "string", "format": "phone"}, "（0999）8600000", "0999-8600000"),
        ({"type": "string", "format": "credit-code"}, "91990100ma0a002y77", "91990100MA0A002Y77"),
        ({"type": "string", "format": "local-date-time"}, "2026-03-01 09:30", "2026-03-01T09:30"),
        ({"type": "integer"}, "12个", "12个"),
        ({"type": "boolean"}, "no", False),
    ],
)
def test_each_kind_reads_what_people_type(schema: dict[str, Any], raw: str, data: Any) -> None:
    form = form_of({"title": "t", "properties": {"a": {**schema, "title": "a"}}})
    assert typed(form, {"a": raw}) == {"a": data}


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "人民币零元整"),
        (140_950, "人民币壹仟肆佰零玖元伍角整"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (10_700_053, "人民币壹拾万柒仟元伍角叁分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
        (7, "人民币柒分"),
        (100_000_000_00, "人民币壹亿元整"),
        (1_0000_0001_00, "人民币壹亿零壹元整"),
        (-50, "人民币负伍角整"),
    ],
)
def test_amounts_are_written_in_capitals_as_the_banks_ask(fen: int, words: str) -> None:
    assert amount_in_words(fen) == words


def test_a_form_of_nothing_but_conditions_is_bounded() -> None:
    document = {"title": "t", "properties": {f"f{n}": {"type": "string", "title": "x"} for n in range(201)}}
    assert isinstance(read(document), list)
