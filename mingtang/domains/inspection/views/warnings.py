"""Early warnings of sites."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.forms import WarningFilter
from mingtang.domains.inspection.models import EarlyWarning
from mingtang.domains.inspection.views.tabs import tabs
from mingtang.kernel.evidence.api import act, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light

WARNINGS = Listing(
    columns=(
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name,
               sub=lambda each: each.words,
               link=lambda each: reverse("inspected_site", args=[each.site_id])),
        Column("code", "类别", sort="code", value=lambda each: each.get_code_display(),
               show=lambda each: light("done" if each.until else "amber", each.get_code_display())),
        Column("words", "预警", export_only=True),
        Column("since", "开始时间", sort="since", kind="datetime", minor=True),
        Column("until", "解除时间", sort="until", kind="datetime", minor=True),
    ),
    default_sort="-since", filter_form=WarningFilter, caption="网站预警", unit="条", exportable=True,
    empty="没有预警。首页打不开、久未更新、栏目将到期或空白、留言久未答复时，在触及单项否决之前提醒。",
)  # fmt: skip


@officials_only
def warnings_page(request: Any) -> HttpResponseBase:
    """Warnings of the sites that the reader may see; two statements however many there are."""
    rows = EarlyWarning.objects.visible_to(request.actor).select_related("site")
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = "导出网站预警"
        return WARNINGS.export(request, rows, "网站预警")
    context = {"page": WARNINGS.page(request, rows), "tabs": tabs("inspection_warnings")}
    return render(request, "inspection/warnings.html", context)
