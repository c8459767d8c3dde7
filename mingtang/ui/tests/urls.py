"""Addresses for the tests of the design system: its own, and the places its layouts look for."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

PLACES = ("sign_in", "sign_out", "switch_post", "my_account", "inbox", "workbench", "search")


def nowhere(request: HttpRequest) -> HttpResponse:
    """An empty page."""
    return HttpResponse("")


def stream(request: HttpRequest) -> HttpResponse:
    """An event stream with one hint."""
    return HttpResponse("event: unread\ndata: 7\n\n", content_type="text/event-stream")


urlpatterns = [
    path("", include("mingtang.ui.urls")),
    path("", nowhere, name="home"),
    path("live/", stream),
    *(path(f"places/{name}/", nowhere, name=name) for name in PLACES),
]
