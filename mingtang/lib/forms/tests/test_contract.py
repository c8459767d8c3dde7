"""The page and the API accept the same: JSON Schema of the contract, judged by another implementation, against ours."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from mingtang.lib.forms import contract, shown, typed, validate
from mingtang.lib.forms.tests.documents import OPENING, answers, documents, form_of
from mingtang.lib.identifiers import is_credit_code, is_identity_number, is_mobile_phone

FORMATS = FormatChecker(formats=())
"""What the formats mean beyond their pattern, as docs tell the users of the API."""


def _checks(name: str, holds: Any) -> None:
    def check(value: object) -> bool:
        try:
            return not isinstance(value, str) or bool(holds(value))
        except ValueError:
            return False

    FORMATS.checks(name)(check)


_checks("date", date.fromisoformat)
_checks("local-date-time", datetime.fromisoformat)
_checks("identity-number", is_identity_number)
_checks("credit-code", is_credit_code)
_checks("mobile-phone", is_mobile_phone)


def accepts(document: dict[str, Any], data: Any) -> bool:
    schema = contract(form_of(document))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FORMATS).is_valid(data)


@st.composite
def forms_and_answers(draw: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    document = draw(documents())
    schemas = document["properties"]
    given = {name: answers(schema) for name, schema in schemas.items()}
    wanted = {name: given.pop(name) for name in document["required"] if draw(st.integers(0, 9))}
    return document, draw(st.fixed_dictionaries(wanted, optional=given))


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(forms_and_answers())
def test_the_contract_and_the_form_accept_the_same(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    document, data = pair
    _, errors = validate(form_of(document), data)
    assert accepts(document, data) == (not errors), errors


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(forms_and_answers())
def test_what_is_typed_again_is_the_same_data(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    document, data = pair
    form = form_of(document)
    clean, _ = validate(form, data)
    trimmed = {name: value for name, value in clean.items() if _survives(value)}
    assert typed(form, shown(form, trimmed)) == trimmed
    assert validate(form, typed(form, shown(form, trimmed)))[0] == trimmed


def _survives(value: Any) -> bool:
    """People cannot type blanks around a text, nor decimals that are not in their shortest form."""
    if isinstance(value, str):
        return value == value.strip() and "\r" not in value and not re.fullmatch(r"-0(\.0+)?", value)
    if isinstance(value, list):
        return all(_survives(each) for each in value)
    return all(_survives(each) for each in value.values()) if isinstance(value, dict) else True


def test_answers_that_satisfy_a_form_with_conditions_satisfy_its_contract() -> None:
    data = {"kind": "new", "applicant": "甲公司", "start": "2026-03-01", "promise": True}
    assert validate(form_of(OPENING), data)[1] == {}
    assert accepts(OPENING, data)
    properties = contract(form_of(OPENING))["properties"]
    assert properties["reason"]["x-visible"] == ['kind = "change"']
