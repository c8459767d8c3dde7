"""A site with articles, the applications that show it, and what Wagtail makes of such a page by default."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import path, re_path
from django.utils import timezone
from wagtail.views import serve

ADDRESS = "/sites/bench/"
HOST = "bench.example"
PARAGRAPH = "全市上半年新开工重点项目三十六个，完成投资占年度计划的百分之五十二，比去年同期快四个百分点。" * 3
WAGTAIL_MIDDLEWARE = [  # as its project template has them
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
]
TEMPLATE = """{% load wagtailcore_tags %}{% wagtail_site as site %}<!DOCTYPE html><html lang="zh-hans"><head><meta charset="utf-8">
<title>{{ page.title }}</title></head><body><header><nav><ul>
{% for item in site.root_page.get_children.live.in_menu %}<li><a href="{% pageurl item %}">{{ item.title }}</a></li>{% endfor %}
</ul></nav></header><main><nav><ol>
{% for item in page.get_ancestors %}{% if not item.is_root %}<li><a href="{% pageurl item %}">{{ item.title }}</a></li>{% endif %}{% endfor %}
</ol></nav><h1>{{ page.title }}</h1>{% include_block page.body %}</main><footer><p>{{ site.site_name }}</p></footer></body></html>
"""


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


class Hello:
    urlpatterns = (path("hello/", hello),)


class Wagtail:
    urlpatterns = (re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),)


class Beside(ASGIHandler):
    """Django with other addresses and other middleware in the same process."""

    def __init__(self, addresses: type, middleware: list[str]) -> None:
        self._addresses = addresses
        with override_settings(MIDDLEWARE=middleware):
            super().__init__()

    def create_request(self, scope: Any, body_file: Any) -> Any:
        request, fault = super().create_request(scope, body_file)
        if request is not None:
            request.urlconf = self._addresses  # type: ignore[assignment]
        return request, fault


@dataclass(frozen=True)
class Applications:
    """Ours as it tells what it has kept; as it makes and keeps every page; as it makes pages for whoever is signed in. Wagtail, hello."""

    kept: Any
    made: Any
    personal: Any
    wagtail: Any
    hello: Any


def applications(folder: Path) -> Applications:
    """All with kept pages in `folder`."""
    from django.conf import settings

    from mingtang.domains.portal.serving.api import Store, StoredPages

    class Forgetful(Store):
        def find(self, asked: Any) -> None:
            return None

    settings.ALLOWED_HOSTS = [HOST]
    plain = ASGIHandler()
    kept, made = StoredPages(plain, Store(folder / "kept")), StoredPages(plain, Forgetful(folder / "made"))
    return Applications(kept, made, plain, Beside(Wagtail, WAGTAIL_MIDDLEWARE), Beside(Hello, []))


def scope(where: str) -> dict[str, Any]:
    """An HTTP scope of ASGI, with what browsers send."""
    headers = {"host": HOST, "accept": "text/html", "accept-language": "zh-CN", "user-agent": "Mozilla/5.0"}
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "method": "GET", "path": where,
        "raw_path": where.encode(), "root_path": "", "query_string": b"", "client": ("127.0.0.1", 5000),
        "server": (HOST, 80), "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip


class Site:
    """Six columns of forty articles of twelve paragraphs."""

    def __init__(self) -> None:
        from mingtang.domains.portal.sites import api
        from mingtang.kernel.directory.models import Organ, Region
        from mingtang.kernel.evidence.api import SYSTEM

        region = Region.objects.create(code="99", name="省", level=1)
        self.organ = Organ.objects.create(name="机关", branch="government", region=region, path="/1/")
        details = api.SiteDetails(
            key="bench", organ=self.organ, name="试验网站", kind="portal", host=HOST, code="9901000001", hub=True,
            operator=self.organ,
        )  # fmt: skip
        self.portal = api.open_site(SYSTEM, details, on=date(2020, 1, 1))
        kinds = ("news", "notices", "policies", "data", "plans", "personnel")
        api.load_pages(SYSTEM, self.portal, [self._column(api, kind) for kind in kinds])
        lists = [{"path": kind, "count": 8} for kind in kinds]
        api.compose_home(SYSTEM, self.portal, [{"type": "lists", "value": lists}], ())

    def _column(self, api: Any, kind: str) -> Any:
        now = timezone.now()
        body = [{"type": "paragraph", "value": PARAGRAPH}] * 12
        articles = [
            api.ArticlePlan(
                slug=f"story-{number}", title=f"关于重点项目建设情况的第{number}号通报", source="办公室", editor="许青禾",
                publish_date=now - timedelta(days=number), body=body, organ=self.organ,
            )
            for number in range(1, 41)
        ]  # fmt: skip
        return api.ColumnPlan(slug=kind, title=kind, column_type=kind, organ=self.organ, articles=articles)

    def wagtail_page(self, size: int, measured: Callable[[str], int]) -> str:
        """The address of a page of Wagtail, whose text is filled up until it has `size` bytes."""
        from mingtang.domains.portal.sites.models import ColumnPage

        model = _model()
        parent = ColumnPage.objects.get(slug="news")
        page = parent.add_child(instance=model(title="重点项目建设情况", slug="default", body=_paragraphs(12, "")))
        where = "/" + page.url_path.removeprefix(self.portal.root_path)
        missing = size - measured(where)
        page.body = _paragraphs(12, "字" * max(missing // 3 // 12, 0))
        page.save()
        return where


def _paragraphs(count: int, more: str) -> list[tuple[str, Any]]:
    from wagtail.rich_text import RichText

    return [("paragraph", RichText(f"<p>{PARAGRAPH}{more}</p>"))] * count


def _model() -> type:
    """A model of a page as tutorials of Wagtail have it, with its table and its template."""
    from django.db import connection
    from django.template.backends.django import DjangoTemplates
    from wagtail import blocks
    from wagtail.fields import StreamField
    from wagtail.models import Page

    processors = ("template.context_processors.request", "contrib.auth.context_processors.auth", "contrib.messages.context_processors.messages")  # fmt: skip
    options = {"context_processors": [f"django.{each}" for each in processors]}
    engine = DjangoTemplates({"NAME": "wagtail", "DIRS": [], "APP_DIRS": True, "OPTIONS": options})
    template = engine.from_string(TEMPLATE)

    class DefaultPage(Page):
        body = StreamField([("paragraph", blocks.RichTextBlock())])

        class Meta:
            app_label = "portal"

        def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            return template

    with connection.schema_editor() as editor:
        editor.create_model(DefaultPage)
    return DefaultPage
