"""The page of search."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.kernel.search import queries
from mingtang.kernel.search.queries import PAGE_SIZE, Answers
from mingtang.kernel.search.question import LONGEST
from mingtang.ui.listing import PageLink


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answers to `?q=`, of one `kind` or of all; open to everybody, each sees what they may see."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    text, kind = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("kind", "")
    answers = queries.search(actor, text, kind=kind, page=_number(request.GET.get("page", "")))
    context = {
        "layout": "layouts/workbench.html" if actor.is_official else "layouts/public.html",
        "q": text,
        "answers": answers,
        "tabs": _tabs(request.GET, answers),
        "page": _page(request.GET, answers) if answers.hits else None,
    }
    return render(request, "search/search.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _tabs(query: QueryDict, answers: Answers) -> list[dict[str, Any]]:
    """All answers, then each kind that has some; the chosen kind stays even without any."""
    everything = {"label": _("全部"), "count": answers.everywhere, "url": _address(query), "current": not answers.kind}
    kinds = [
        {"label": facet.label, "count": facet.count, "url": _address(query, kind=facet.kind), "current": facet.kind == answers.kind}
        for facet in answers.facets
    ]  # fmt: skip
    return [everything, *kinds] if kinds else []


def _page(query: QueryDict, answers: Answers) -> dict[str, Any]:
    """What the component `pagination` asks for."""
    number, pages, kind = answers.number, answers.pages, answers.kind
    near = range(max(1, number - 2), min(pages, number + 2) + 1)
    return {
        "total": answers.total,
        "unit": _("条"),
        "size": PAGE_SIZE,
        "number": number,
        "pages": pages,
        "previous_url": _address(query, kind=kind, page=number - 1) if number > 1 else "",
        "next_url": _address(query, kind=kind, page=number + 1) if number < pages else "",
        "links": [PageLink(str(each), _address(query, kind=kind, page=each), each == number) for each in near],
    }


def _address(query: QueryDict, **wishes: Any) -> str:
    """The same question with another kind or page."""
    address = QueryDict(mutable=True)
    address["q"] = query.get("q", "")
    address.update({name: str(value) for name, value in wishes.items() if value})
    return f"?{address.urlencode()}"
