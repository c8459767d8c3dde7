"""The notice of assignment as a PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from mingtang.domains.supervision.notice import notice_of
from mingtang.domains.supervision.views.items import item_for
from mingtang.kernel.evidence.api import officials_only
from mingtang.kernel.letters.api import CannotSet, MissingVariables, NoTemplate


@officials_only
def notice(request: Any, pk: int) -> HttpResponseBase:
    """The notice, for whoever sees the item; the same bytes for the same item and template."""
    item = item_for(request, pk)
    if item.assigned_on is None:
        messages.warning(request, "事项还没有交办，没有督查通知单。")
        return redirect("supervised_item", pk=pk)
    try:
        letter = notice_of(item)
    except (NoTemplate, MissingVariables, CannotSet) as fault:
        messages.warning(request, f"督查通知单不能生成：{fault}")
        return redirect("supervised_item", pk=pk)
    answer = HttpResponse(letter.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = "inline; filename=supervision-notice.pdf"
    return answer
