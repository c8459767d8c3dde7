import json

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from mingtang.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from mingtang.config.urls import urlpatterns as product_urls

pytestmark = pytest.mark.django_db


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("只有本机关的系统管理员可以授权。")


def misread(request: HttpRequest) -> HttpResponse:
    raise BadRequest("secret detail of the parser")


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail of the code")


def take_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [
    *product_urls,
    path("refuse", refuse),
    path("misread", misread),
    path("break-down", break_down),
    path("form", take_form),
    path("api/refuse", refuse),
    path("api/break-down", break_down),
    path("api/form", take_form),
]


@pytest.fixture
def visitor() -> Client:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(enforce_csrf_checks=True, raise_request_exception=False)


def test_a_page_that_does_not_exist_says_so_and_offers_a_way_on(visitor: Client) -> None:
    answer = visitor.get("/nowhere")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有找到" in page
    assert 'href="/"' in page
    assert answer.headers["X-Request-Id"] in page


def test_a_refusal_gives_the_reason_of_the_code_that_refused(visitor: Client) -> None:
    answer = visitor.get("/refuse")
    assert answer.status_code == 403
    assert "只有本机关的系统管理员可以授权。" in answer.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/misread", 400), ("/break-down", 500)])
def test_a_failure_shows_its_number_and_no_detail(visitor: Client, address: str, status: int) -> None:
    answer = visitor.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert "secret detail" not in page
    assert answer.headers["X-Request-Id"] in page or status == 500


def test_a_failure_is_told_even_when_templates_are_broken(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("mingtang.config.errors.render_to_string", broken)
    answer = visitor.get("/break-down")
    assert answer.status_code == 500
    assert "系统出了问题" in answer.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/api/nowhere", 404), ("/api/refuse", 403), ("/api/break-down", 500)])
def test_programs_get_problem_json(visitor: Client, address: str, status: int) -> None:
    answer = visitor.get(address)
    problem = json.loads(answer.content)
    assert answer.status_code == problem["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["type"] == "about:blank" or problem["type"].startswith("/api/#problem-")
    assert {"title", "detail", "instance"} <= problem.keys()


def test_a_form_without_token_is_refused_and_what_was_typed_is_shown_without_secrets(visitor: Client) -> None:
    typed = {"reason": "申请公开2026年预算<b>", "new_password": "Very-Secret-1", "empty": ""}
    answer = visitor.post("/form", typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "页面已过期" in page
    assert "申请公开2026年预算&lt;b&gt;" in page
    assert "Very-Secret-1" not in page
    assert 'href="/form"' in page


def test_the_way_back_is_the_page_that_shows_the_form_and_never_another_site(visitor: Client) -> None:
    own = visitor.post("/form", {"a": "b"}, headers={"Referer": "http://testserver/page/?step=2"})
    foreign = visitor.post("/form", {"a": "b"}, headers={"Referer": "https://evil.example/page/"})
    assert 'href="/page/?step=2"' in own.content.decode()
    assert 'href="/form"' in foreign.content.decode()
    assert "evil.example" not in foreign.content.decode()


def test_a_program_without_token_is_told_as_problem_json(visitor: Client) -> None:
    answer = visitor.post("/api/form", {"a": "b"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")


def test_a_flood_of_fields_is_cut(visitor: Client) -> None:
    answer = visitor.post("/form", {f"field{n}": "x" * 100_000 for n in range(3)} | {f"g{n}": "y" for n in range(1500)})
    assert answer.status_code == 403
    assert len(answer.content) < 400_000
