"""Pages of the design system itself: bundles, display settings, all applications, and the gallery."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.ui import assets, gallery
from mingtang.ui.middleware import remember
from mingtang.ui.navigation import waiting_counts
from mingtang.ui.reading import CHOICES, Reading

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def bundle(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """The stylesheet or the script. An outdated digest gets the present content, to be asked for again."""
    found = assets.assemble().get(name)
    if found is None:
        raise Http404
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.compressed if packed else found.body, content_type=found.content_type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = FOR_EVER if digest == found.digest else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Reading settings: shows and, by POST, keeps them."""
    reading: Reading = request.reading  # type: ignore[attr-defined]
    if request.method == "POST":
        response = redirect(_where_from(request))
        remember(response, reading.changed(request.POST.dict()))
        return response
    choices = {name: _choices(name, getattr(reading, name)) for name in CHOICES}
    context = {**choices, "saved": "saved" in request.GET, "next": request.GET.get("next", "")}
    return render(request, "ui/display.html", context)


def _where_from(request: HttpRequest) -> str:
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if wish and safe else reverse("ui:display") + "?saved"


def _choices(name: str, chosen: str) -> list[dict[str, object]]:
    """The options of one setting in words (a flat table)."""
    words = {
        "text": {
            "": (_("标准"), ""),
            "large": (_("大字（长者版）"), _("正文 20 像素，行距、按钮同时加大，多栏改为单栏")),
            "larger": (_("特大字"), _("正文 24 像素")),
        },
        "contrast": {"": (_("标准"), ""), "more": (_("高对比度"), _("黑字白底，线条加深"))},
        "scheme": {"": (_("浅色"), ""), "dark": (_("深色"), _("适合夜间值班和大屏"))},
        "lang": {code: (label, "") for code, label in settings.LANGUAGES},
    }[name]
    value = chosen or ("zh-hans" if name == "lang" else "")
    return [
        {"value": key, "label": label, "hint": hint, "checked": key == value, "lang": key if name == "lang" else ""}
        for key, (label, hint) in words.items()
    ]


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Every place open to the actor, for small screens."""
    return render(request, "ui/applications.html")


@never_cache
@require_safe
def counts(request: HttpRequest) -> JsonResponse:
    """How many things wait at the places of the workbench, by address; for open pages that ask again.

    Nothing waits for a visitor: a page left open past its session asks on, and that is no error to report.
    """
    actor: Any = getattr(request, "actor", None)
    signed_in = actor is not None and actor.account_id is not None
    return JsonResponse(waiting_counts(actor) if signed_in else {})


@require_safe
def gallery_index(request: HttpRequest) -> HttpResponse:
    """Every component with its examples, the tokens, the layouts."""
    context = {"components": gallery.inline_components(), "framed": gallery.framed_components(), **gallery.palette()}
    return render(request, "ui/gallery.html", {**context, "layouts": gallery.LAYOUTS})


@require_safe
def gallery_component(request: HttpRequest, name: str) -> HttpResponse:
    """One component: its variables, its examples, how to call it."""
    found = gallery.component(name)
    if found is None:
        raise Http404
    return render(request, "ui/component.html", {"component": found})


@require_safe
def gallery_layout(request: HttpRequest, name: str) -> HttpResponse:
    """One layout filled with sample content."""
    if name not in gallery.LAYOUTS:
        raise Http404
    return render(request, f"ui/samples/{name}.html", gallery.sample_context(name))
