"""Reading documents: everything that is wrong is told at once, with its place."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings

from mingtang.lib.forms import Fault, Form, differences, in_words, read, read_text
from mingtang.lib.forms.tests.documents import ANYTHING, OPENING, documents, form_of


def changed(**changes: Any) -> dict[str, Any]:
    """`OPENING` with values at paths such as properties__kind__type."""
    document = copy.deepcopy(OPENING)
    for path, value in changes.items():
        *way, last = path.split("__")
        place = document
        for step in way:
            place = place[step]
        place[last] = value
    return document


def test_a_form_has_its_fields_in_the_order_of_its_sections() -> None:
    form = form_of(OPENING)
    assert list(form.fields) == [
        "kind", "reason", "applicant", "amount", "funds", "start", "finish", "works", "promise",
    ]  # fmt: skip
    kinds = [field.kind.code for field in form]
    assert kinds == ["choice", "long_text", "text", "money", "text", "date", "date", "table", "consent"]


def test_every_fault_is_told_at_once() -> None:
    document = changed(
        properties__kind__oneOf=[],
        properties__start__format="birthday",
        properties__amount__minimum="0",
        ui__fields__funds={"required": "amount >", "colour": "red"},
        ui__sections=[{"title": "", "fields": ["kind", "kind", "nobody"]}],
    )
    faults = read(document)
    assert isinstance(faults, list)
    assert {fault.path for fault in faults} >= {
        "properties.kind.oneOf",
        "properties.start.format",
        "properties.amount.minimum",
        "ui.fields.funds.required",
        "ui.fields.funds.colour",
        "ui.sections[0].title",
        "ui.sections[0].fields",
        "ui.sections",
    }


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("properties.kind.pattern", {"properties__kind__pattern": "^(a+)+$"}),
        ("properties.kind.type", {"properties__kind__type": "null"}),
        ("properties.Kind", {"properties__Kind": {"type": "string", "title": "大写"}}),
        ("properties.works.items.properties", {"properties__works__items__properties": {}}),
        ("required", {"required": ["kind", "nobody"]}),
        ("title", {"title": ""}),
        ("ui.fields.reason.visible", {"ui__fields__reason": {"visible": 'promise and kind = "x"'}}),
        ("ui.fields.reason.visible", {"ui__fields__reason": {"visible": "nobody > 1"}}),
        ("ui.rules[0].check", {"ui__rules": [{"message": "没有条件"}]}),
        ("ui.rules[0].field", {"ui__rules": [{"check": "start < finish", "message": "x", "field": "nobody"}]}),
        ("ui.fields.kind.width", {"ui__fields__kind": {"width": 5}}),
        ("ui.fields.kind.types", {"ui__fields__kind": {"types": ["image/png"]}}),
    ],
)
def test_a_fault_is_told_with_its_path(path: str, change: dict[str, Any]) -> None:
    faults = read(changed(**change))
    assert isinstance(faults, list)
    assert path in {fault.path for fault in faults}, faults


def test_text_that_is_no_document_is_told_in_chinese() -> None:
    assert read_text('{"title": ') == [Fault("", "第 1 行第 11 个字符处不是合法的 JSON")]
    assert read_text('{"title": "a", "title": "b"}') == [Fault("", "“title”写了两次")]
    assert read_text("[" * 100_000 + "]" * 100_000)
    assert read_text("x" * 300_000) == [Fault("", "文档最多 200000 个字符")]
    assert isinstance(read_text(json.dumps(OPENING)), Form)


@settings(max_examples=300, deadline=None)
@given(ANYTHING)
def test_whatever_is_read_is_a_form_or_faults(document: object) -> None:
    assert isinstance(read(document), list)
    assert isinstance(read({"title": "x", "properties": document, "ui": document}), list)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_a_form_does_not_differ_from_itself(document: dict[str, Any]) -> None:
    assert differences(form_of(document), form_of(json.loads(json.dumps(document)))) == []


def test_differences_are_told_in_words() -> None:
    document = changed(properties__applicant__maxLength=80, properties__memo={"type": "string", "title": "备注"})
    document["ui"]["sections"][2]["fields"].insert(0, "memo")
    told = {
        (change.what, change.place, change.detail, change.before, change.after)
        for change in differences(form_of(OPENING), form_of(document))
    }
    assert told == {
        ("changed", "申请单位（applicant）", "上限", "60", "80"),
        ("added", "备注（memo）", "单行文字", "", ""),
    }


def test_conditions_are_told_in_words() -> None:
    fields = form_of(OPENING).fields
    assert in_words(fields["reason"].visible, fields) == "“申请类型”为“变更”"
    assert in_words(fields["funds"].required_when, fields) == "“总投资”不小于 1000000 元"
