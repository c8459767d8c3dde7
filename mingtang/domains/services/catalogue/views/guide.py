"""The guide page of one item (办事指南): every element that its version in force says."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.domains.services.catalogue.addresses import filing_address, guide_address
from mingtang.domains.services.catalogue.guide import Guide, guide_of
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.catalogue.queries.hall import known_items
from mingtang.kernel.processes.api import Drawn, draw, published_id


@require_safe
def service_guide(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the version in force says; of a cancelled item, that it is cancelled and what took its place."""
    item: ServiceItem = get_object_or_404(known_items(), code=code)
    if item.state == ServiceItem.State.CANCELLED:
        return _cancelled(request, item)
    version: Any = item.in_force
    guide = guide_of(version.document)
    drawn = process_of(item, version.document)
    context = {
        "item": item,
        "version": version,
        "guide": guide,
        "drawn": drawn,
        "contents": _contents(guide, drawn),
        "questions": len(version.document.get("scenario_questions", [])),
        "apply_url": filing_address(item),
        "here": guide_address(item),
    }
    return render(request, "catalogue/public/guide.html", context)


def process_of(item: ServiceItem, document: Any) -> Drawn | None:
    """The process by which the item is handled, drawn; None when there is none yet."""
    key = document.get("process_key", "")
    found = published_id(key, item.organ_id) if key else None
    return draw(found, name=f"item-{item.pk}") if found else None


def _cancelled(request: HttpRequest, item: ServiceItem) -> HttpResponseBase:
    successor = item.successor
    follows = successor is not None and successor.state != ServiceItem.State.CANCELLED
    url = guide_address(successor) if successor is not None and follows else ""
    context = {"item": item, "successor": successor if follows else None, "successor_url": url}
    return render(request, "catalogue/public/cancelled.html", context, status=410)


def _contents(guide: Guide, drawn: Drawn | None) -> list[dict[str, str]]:
    """The sections that have something to say."""
    told = [
        ("base", _("基本信息"), True),
        ("cond", _("受理条件"), guide.conditions or guide.forbidden),
        ("mat", _("申请材料"), guide.materials),
        ("flow", _("办理流程"), guide.steps or guide.flows or drawn),
        ("time", _("时限"), guide.times or guide.special),
        ("fee", _("收费"), guide.fee or guide.fees),
        ("law", _("设定依据"), guide.laws),
        ("outcome", _("办理结果"), guide.result),
        ("where", _("地点和时间"), guide.place),
        ("right", _("咨询与救济"), guide.rights or guide.duties),
        ("faq", _("常见问题"), guide.faqs),
    ]
    return [{"label": label, "url": f"#{anchor}"} for anchor, label, said in told if said]
