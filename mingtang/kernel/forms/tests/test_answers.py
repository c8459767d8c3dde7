"""Filling in without scripts: rows, references, and nothing typed is lost."""

from typing import Any

import pytest
from django.http import QueryDict
from django.template import Context, Template

from mingtang.kernel.directory.models import Region
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.answers import AnswersForm, class_of
from mingtang.lib.forms.tests.documents import OPENING, form_of

pytestmark = pytest.mark.django_db

PLACES = {
    "title": "地点",
    "properties": {
        "place": {"type": "string", "format": "region", "title": "所在地"},
        "why": {"type": "boolean", "title": "跨区"},
        "other": {"type": "string", "format": "region", "title": "另一地"},
    },
    "ui": {"fields": {"other": {"visible": "why = true"}}},
}


def posted(document: dict[str, Any], query: str) -> AnswersForm:
    return class_of(form_of(document))(QueryDict(query), actor=SYSTEM)


def html_of(form: AnswersForm) -> str:
    return Template('{% component "question-form" form=form %}').render(Context({"form": form, "csrf_token": "x"}))


def test_rows_are_added_and_removed_by_buttons_and_everything_typed_stays() -> None:
    query = "kind=change&applicant=甲&works-rows=2&works-0-name=一号楼&works-1-name=二号楼&works-1-area=约五十"
    added = posted(OPENING, query + "&works-add=1")
    assert added.is_reshaped
    html = html_of(added.reshaped())
    for kept in ('value="一号楼"', 'value="二号楼"', 'value="约五十"', 'value="甲"', 'name="works-2-name"'):
        assert kept in html
    removed = html_of(posted(OPENING, query + "&works-remove=0").reshaped())
    assert 'value="一号楼"' not in removed
    assert 'name="works-0-name" value="二号楼"' in removed


def test_faults_of_cells_stand_beside_them() -> None:
    form = posted(OPENING, "kind=new&applicant=甲&start=2026-03-01&promise=on&works-rows=1&works-0-floors=九百")
    assert not form.is_valid()
    assert form.cell_errors == {"works.0.floors": ["要填整数"], "works.0.name": ["这一栏要填"]}
    html = html_of(form)
    assert 'aria-describedby="id_works-0-floors_e"' in html
    assert 'value="九百"' in html


def test_answers_come_out_clean_and_go_in_again() -> None:
    query = "kind=new&applicant=甲&amount=1,200.5&start=2026-3-1&promise=on&works-rows=2&works-0-name=楼&works-0-area=3"
    form = posted(OPENING, query)
    assert form.is_valid(), form.errors
    assert form.answers == {
        "kind": "new", "applicant": "甲", "amount": 120050, "start": "2026-03-01",
        "works": [{"name": "楼", "area": "3"}], "promise": True,
    }  # fmt: skip
    again = class_of(form_of(OPENING))(actor=SYSTEM, answers=form.answers)
    assert 'value="1200.50"' in html_of(again)


def test_a_region_is_found_by_name_and_shown_by_name() -> None:
    Region.objects.create(code="99", name="和省", level=Region.Level.PROVINCE)
    Region.objects.create(code="9901", name="和源市", level=Region.Level.CITY, parent_id="99")
    form = posted(PLACES, "place=和源市")
    assert form.is_valid(), form.errors
    assert form.answers == {"place": "9901"}
    assert 'value="和源市"' in html_of(class_of(form_of(PLACES))(actor=SYSTEM, answers=form.answers))
    wrong = posted(PLACES, "place=和渊市")
    assert wrong.errors == {"place": ["没有找到行政区划“和渊市”，请填全称"]}
    assert 'value="和渊市"' in html_of(wrong)


def test_a_hidden_reference_has_no_fault() -> None:
    form = posted(PLACES, "why=no&other=哪里也不是")
    assert form.is_valid(), form.errors
    assert form.answers == {"why": False}


def test_conditional_questions_say_when_and_carry_their_condition() -> None:
    html = html_of(class_of(form_of(OPENING))(actor=SYSTEM))
    assert "如“申请类型”为“变更”，则填" in html
    assert 'data-visible="[&quot;=&quot;, [&quot;name&quot;, &quot;kind&quot;]' in html


def test_the_number_of_rows_is_bounded_whatever_is_sent() -> None:
    for said in ("-1", "999999", "１", "x", "1e9"):
        form = posted(OPENING, f"kind=new&works-rows={said}")
        assert "works" in form.fields
        assert not form.is_valid()
