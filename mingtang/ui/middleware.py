"""What happens to every page: security headers, reading settings, conversion to traditional characters."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from mingtang.ui.reading import COOKIE, COOKIE_AGE, Reading, reading_from_cookie
from mingtang.ui.script_variant import traditional_page

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # data: for QR codes made on the server
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "manifest-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{directive} {sources}" for directive, sources in POLICY.items()),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
}


class SecurityHeaders:
    """Sets the headers above; a view that needs another value sets its own and keeps it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class ReadingSettings:
    """Reads the settings from query and cookie, remembers a change, and speaks the chosen language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept = reading_from_cookie(request.COOKIES.get(COOKIE, ""))
        reading = kept.changed(request.GET.dict()) if request.method == "GET" else kept
        request.reading = reading  # type: ignore[attr-defined]
        with translation.override(reading.catalogue):
            response = self.get_response(request)
        if reading != kept:
            remember(response, reading)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", request.reading.html_lang)  # type: ignore[attr-defined]
        return response


def remember(response: HttpResponse, reading: Reading) -> None:
    """Keep `reading` in the cookie. Scripts may read it: it holds no secret and they apply changes at once."""
    response.set_cookie(
        COOKIE, reading.cookie, max_age=COOKIE_AGE, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


class ScriptVariant:
    """Turns the finished page into traditional characters for readers who chose 繁體."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.reading.language == "zh-hant" and _is_page(response):  # type: ignore[attr-defined]
            response.content = traditional_page(response.content.decode(response.charset)).encode(response.charset)
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
        return response


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return not response.streaming and kind.startswith("text/html") and not response.has_header("Content-Encoding")
