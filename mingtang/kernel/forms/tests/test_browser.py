"""In a browser: conditions mean there what they mean here, and questions follow them."""

import json
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.answers import class_of
from mingtang.lib.flow.conditions import Condition, ConditionError
from mingtang.lib.forms.tests.documents import OPENING, form_of
from mingtang.ui.assets import BEHAVIOURS

pytestmark = [pytest.mark.browser]

NAMES = st.sampled_from(["a", "b", "c", "名称"])
LITERALS = st.one_of(
    st.integers(0, 50).map(str),
    st.decimals(0, 9, places=1).map(str),
    st.sampled_from(
        ['"甲"', '"甲乙"', '""', '"2026-03-01"', '"2026-02-31"', "true", "false", "null", "[]", '["甲", 3]']
    ),
)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-20, 20), st.sampled_from([0.5, 1.5, -2.5, "甲", "甲乙丙", "", "2026-03-09"]),
    st.lists(st.one_of(st.integers(0, 5), st.sampled_from(["甲", "乙"])), max_size=3),
)  # fmt: skip


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(["+", "-", "*", "/", "%", "=", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"])
    one = st.sampled_from(["count", "empty", "sum", "min", "max", "abs", "round", "not ", "-"])
    two = st.sampled_from(["starts", "days", "min", "max", "sum"])
    return st.one_of(
        st.tuples(inner, signs, inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(one, inner).map(lambda parts: f"({parts[0]}({parts[1]}))"),
        st.tuples(two, inner, inner).map(lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} < {parts[1]} <= {parts[2]})"),
    )


TEXTS = st.recursive(st.one_of(NAMES, LITERALS), _grown, max_leaves=6)
DATA = st.dictionaries(NAMES, VALUES, max_size=4)


def _here(text: str, data: dict[str, Any]) -> Any:
    try:
        return Condition(text).holds(data)
    except ConditionError:
        return "no answer"


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Any:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_a_condition_means_the_same_in_the_browser(page: Page) -> None:
    cases: list[tuple[Any, dict[str, Any], Any]] = []

    @settings(max_examples=800, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS, DATA)
    def collect(text: str, data: dict[str, Any]) -> None:
        try:
            tree = Condition(text).tree()
        except ConditionError:
            return
        cases.append((tree, data, _here(text, data)))

    collect()
    script = (BEHAVIOURS / "conditions.js").read_text().split("document.addEventListener")[0]
    answer = "([tree, data]) => { try { return truth(value(tree, data)); } catch { return 'no answer'; } }"
    there = page.evaluate(f"(cases) => {{ {script}\n return cases.map({answer}); }}", [[t, d] for t, d, _ in cases])
    different = [(case, got) for case, got in zip(cases, there, strict=True) if got != case[2]]
    assert len(cases) > 400
    assert {True, False, "no answer"} == {case[2] for case in cases}
    assert different == [], json.dumps(different[:3], ensure_ascii=False)


def _form_page(request: HttpRequest) -> HttpResponse:
    form = class_of(form_of(OPENING))(request.POST or None, actor=SYSTEM)
    source = (
        '{% extends "layouts/print.html" %}{% block title %}x{% endblock %}'
        '{% block content %}<h1>x</h1>{% component "question-form" form=form %}{% endblock %}'
    )
    return HttpResponse(Template(source).render(Context({"form": form, "request": request, "csrf_token": "x"})))


def _urlpatterns() -> list[Any]:
    from mingtang.config.urls import urlpatterns

    return [path("form-of-the-test/", _form_page), *urlpatterns]


urlpatterns = _urlpatterns()


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
def test_questions_follow_at_once_and_all_are_there_without_scripts(chromium: Browser, live_server: Any) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/form-of-the-test/")
        reason = page.locator("textarea[name=reason]")
        assert not reason.is_visible()
        page.get_by_label("变更", exact=True).check()
        assert reason.is_visible()
        assert not page.locator("[data-answer=reason] .field-optional").is_visible()
        assert page.locator("[data-answer=funds] .field-optional").is_visible()
        page.locator("input[name=amount]").fill("1,000,000.00元")
        assert not page.locator("[data-answer=funds] .field-optional").is_visible()
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/form-of-the-test/")
        assert page.locator("textarea[name=reason]").is_visible()
        assert page.get_by_text("如“申请类型”为“变更”，则填").is_visible()
