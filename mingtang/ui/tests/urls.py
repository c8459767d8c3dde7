"""Addresses for the tests of the design system: its own, and the places its layouts look for."""

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt

PLACES = ("sign_in", "sign_out", "switch_post", "my_account", "inbox", "workbench", "search")

SIGNED_TEXT = "\n登录 赫原市政务平台 <测试>\n随机数 7f3a91c2\n"
SUBJECT = (("C", "国家", "CN"), ("O", "单位", "赫原市"), ("CN", "姓名", "周以宁"))
FORM = """
{% extends "layouts/public.html" %}{% block title %}x{% endblock %}
{% block content %}<h1>x</h1><form method="post">COMPONENT<button>提交</button></form>{% endblock %}
"""


def nowhere(request: HttpRequest) -> HttpResponse:
    """An empty page."""
    return HttpResponse("")


def stream(request: HttpRequest) -> HttpResponse:
    """An event stream with one hint."""
    return HttpResponse("event: unread\ndata: 7\n\n", content_type="text/event-stream")


@csrf_exempt
def keys(request: HttpRequest, kind: str) -> HttpResponse:
    """A form in which a key is made."""
    return form_or_posted(
        request,
        '{% component "key-maker" id="q" name="request" kind=kind subject=subject %}',
        kind=kind,
        subject=SUBJECT,
    )


@csrf_exempt
def signing(request: HttpRequest) -> HttpResponse:
    """A form that is signed."""
    call = '{% component "file-signer" id="s" name="signature" public_key_name="public_key" text=text %}'
    return form_or_posted(request, call, text=SIGNED_TEXT)


def form_or_posted(request: HttpRequest, call: str, **values: object) -> HttpResponse:
    """A form around a component, or what was posted, as it came."""
    if request.method == "POST":
        return HttpResponse(format_html("<title>x</title><pre data-posted>{}</pre>", request.body.decode()))
    template = Template(FORM.strip().replace("COMPONENT", call))
    return HttpResponse(template.render(RequestContext(request, values)))


urlpatterns = [
    path("", include("mingtang.ui.urls")),
    path("", nowhere, name="home"),
    path("live/", stream),
    path("keys/<slug:kind>/", keys),
    path("signing/", signing),
    *(path(f"places/{name}/", nowhere, name=name) for name in PLACES),
]
