"""The page of search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.kernel.search import queries
from mingtang.kernel.search.answers import FACETS, Answers, Hit, Wish
from mingtang.kernel.search.question import LONGEST
from mingtang.kernel.search.segmentation import folded
from mingtang.kernel.search.showing import Asked, facet_rows, kind_tabs, order_tabs, pagination_of
from mingtang.kernel.search.suggesting import suggested

LONGEST_CHOICE = 80


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answers to `?q=`, narrowed by kind, place, theme and year; open to everybody, each sees what they may see.

    When nothing has what was typed, words that may have been meant are offered; their answers are shown instead of none.
    """
    actor: Any = request.actor  # type: ignore[attr-defined]
    text, wish = request.GET.get("q", "").strip()[:LONGEST], _wish(request)
    page = _number(request.GET.get("page", ""))
    answers = queries.search(actor, text, wish, page=page)
    suggestions = [] if _stands_there(text, answers) else suggested(actor, text)
    instead = suggestions[0] if suggestions and not answers.everywhere else ""
    if instead:
        answers = queries.search(actor, instead, wish, page=page)
    asked = Asked(instead or text, wish)
    context = {
        "layout": "layouts/workbench.html" if actor.is_official else "layouts/public.html",
        "q": text,
        "answers": answers,
        "instead": instead,
        "suggestions": [{"label": each, "url": Asked(each, Wish()).address()} for each in suggestions],
        "tabs": kind_tabs(asked, answers),
        "facets": facet_rows(asked, answers),
        "orders": order_tabs(asked),
        "narrowed": bool(wish.chosen),
        "clear_url": Asked(asked.text, Wish(newest=wish.newest)).address(),
        "page": pagination_of(asked, answers) if answers.hits else None,
    }
    return render(request, "search/search.html", context)


def _wish(request: HttpRequest) -> Wish:
    chosen = {name: request.GET.get(name, "")[:LONGEST_CHOICE] for name in FACETS}
    return Wish(**chosen, newest=request.GET.get("order") == "newest")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _stands_there(text: str, answers: Answers) -> bool:
    """Whether there is more than a page of answers, one shows what was typed as it was typed, or nothing searchable was."""
    if answers.everywhere > queries.PAGE_SIZE or answers.question.expression is None:
        return True
    terms = folded(text.replace('"', " ")).split()
    return any(_shows(hit, terms) for hit in answers.hits)


def _shows(hit: Hit, terms: list[str]) -> bool:
    shown = folded(f"{hit.name} {strip_tags(hit.excerpt)}")
    return all(term in shown for term in terms)
