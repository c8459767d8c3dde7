"""What people and programs are told when a request cannot be answered.

People get a page with the usual words of the design system; addresses below /api/ get problem+json (RFC 9457).
"""

import re
import sys
from http import HTTPStatus
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape

from mingtang.kernel.directory.unsent import page_of
from mingtang.ui.rest import problems
from mingtang.ui.rest.problems import Problem
from mingtang.ui.templatetags.error_pages import error_texts

log = structlog.get_logger(__name__)

RETRY_AFTER = 10
"""Seconds until somebody who found the database away may ask again."""
MOST_FIELDS_SHOWN = 100
LONGEST_TEXT_SHOWN = 20_000
_NOT_SHOWN = ("password", "csrfmiddlewaretoken", "secret", "token", "code")
_OF_THE_PAGE = re.compile(r"(key|do|seen|next|digest|choices)\Z|.*(-rows|_FORMS)\Z")
"""Names of what pages send along without anybody typing it."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 400."""
    return _answer(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 403; a reason given by the code that refused is shown instead of the usual one."""
    return _answer(request, HTTPStatus.FORBIDDEN, message=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 404; never says whether something exists that the reader may not see."""
    return _answer(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Status 500, drawn without session and database: they may be what is broken. 503 while the database is away."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _database_away(request)
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, alone=True)


def _database_away(request: HttpRequest) -> HttpResponse:
    """Nothing needs to be done by hand: dead connections leave the pool, and the next request asks for a new one."""
    if pool := getattr(connection, "pool", None):
        pool.check()
    answer = _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, alone=True)
    answer.headers["Retry-After"], answer.headers["Cache-Control"] = str(RETRY_AFTER), "no-store"
    return answer


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Status 403 for a form whose token is missing or stale; what was typed is shown so that it can be kept."""
    log.info("form refused", reason=reason)
    if _is_for_programs(request):
        return problems.answer(request, Problem(problems.FORM_TOKEN))
    context = {"status": 403, "typed": typed_text(request), "back": page_of(request), "reference": _number(request)}
    return HttpResponse(_page("config/form_expired.html", request, context), status=403)


def typed_text(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and texts the reader had filled in, without secrets and what no reader types, shortened to a bound."""
    try:
        fields = list(request.POST.lists())[:MOST_FIELDS_SHOWN]
    except Exception:  # a body that cannot be read has no text to keep
        return []
    shown = ((name, text) for name, texts in fields if not _is_hidden(name) for text in texts if text.strip())
    return [(name, text[:LONGEST_TEXT_SHOWN]) for name, text in shown]


def _is_hidden(name: str) -> bool:
    return bool(_OF_THE_PAGE.match(name)) or any(part in name.lower() for part in _NOT_SHOWN)


def _answer(request: HttpRequest, status: HTTPStatus, *, message: str = "", alone: bool = False) -> HttpResponse:
    if _is_for_programs(request):
        return problems.answer(request, Problem(problems.kind_of_status(status), message))
    context = {"status": status.value, "message": message, "reference": _number(request)}
    return HttpResponse(_page("layouts/error.html", None if alone else request, context), status=status)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _number(request: HttpRequest) -> str:
    """The number that finds this request in the log."""
    return getattr(request, "request_id", "")


def _page(template: str, request: HttpRequest | None, context: dict[str, Any]) -> str:
    """The page of the design system; bare words when even that cannot be drawn."""
    try:
        return render_to_string(template, context, request)
    except Exception:
        log.exception("the error page itself failed")
        usual = error_texts(context["status"])
        words = [usual.title, context.get("message") or usual.message, *usual.advice, context["reference"]]
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in words)
        return (
            f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{escape(words[0])}</title>{paragraphs}'
        )
