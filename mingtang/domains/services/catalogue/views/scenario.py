"""The scenario guide: question by question to the materials that this applicant needs; every step has an address."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingtang.domains.services.catalogue.addresses import filing_address, guide_address
from mingtang.domains.services.catalogue.guide import guide_of
from mingtang.domains.services.catalogue.queries.hall import offered_item
from mingtang.domains.services.catalogue.questions import Option, Question, Walk, materials_asked, walk


@require_safe
def service_scenario(request: HttpRequest, code: str) -> HttpResponseBase:
    """The next question, the way out, or the result of the answers."""
    item = offered_item(code)
    document = item.in_force.document if item and item.in_force else {}
    if item is None or not document.get("scenario_questions"):
        raise Http404
    way = walk(document, request.GET.dict())
    context = {
        "item": item,
        "walk": way,
        "steps": _steps(way),
        "missed": "asked" in request.GET and way.following is not None and way.following.key == request.GET["asked"],
        "guide_url": guide_address(item),
        "apply_url": _with(filing_address(item), way),
        "guide": guide_of(document, materials_asked(document, way.answers)) if way.is_done else None,
    }
    return render(request, "catalogue/public/scenario.html", context)


def _steps(way: Walk) -> list[tuple[Question, Option, str]]:
    """Each answer with the address that asks its question again, keeping the answers before it."""
    answers = list(way.answers.items())
    return [
        (question, option, f"?{urlencode(answers[:place])}") for place, (question, option) in enumerate(way.answered)
    ]


def _with(address: str, way: Walk) -> str:
    """The address of the application form, told what has been answered."""
    return f"{address}?{urlencode(way.answers)}" if address and way.answers else address
