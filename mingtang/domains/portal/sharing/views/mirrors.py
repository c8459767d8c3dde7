"""What came from other sites: the list, and one article with what may be done with it."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.sharing.actions.taking import (
    accept_mirror,
    decline_mirror,
    drop_mirror,
    may_retry,
    retry_mirror,
)
from mingtang.domains.portal.sharing.forms import MirrorFilter, MirrorForm
from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sharing.permissions import TAKE_ARTICLES
from mingtang.domains.portal.sharing.queries.trees import columns_of
from mingtang.domains.portal.sharing.rules import State, Way
from mingtang.domains.portal.sharing.views.showing import state_of, tabs
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import officials_only
from mingtang.ui.listing import Column, Listing

MIRRORS = Listing(
    columns=(
        Column("title", "文章", sort="original__title", value=lambda each: each.original.title,
               sub=lambda each: each.source.name, link=lambda each: reverse("mirror", args=[each.pk])),
        Column("site", "转载网站", sort="site__name", value=lambda each: each.site.name, middle=True),
        Column("way", "方式", sort="way", value=lambda each: each.get_way_display()),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=state_of),
        Column("since", "转载时间", sort="since", kind="datetime", middle=True),
        Column("proposed_at", "收到时间", sort="proposed_at", kind="datetime", minor=True),
    ),
    default_sort="-proposed_at", filter_form=MirrorFilter, caption="收到的文章", unit="篇", empty="还没有收到共享的文章。",
)  # fmt: skip
VERBS = {"accept": "采用", "decline": "不采用", "drop": "停用", "retry": "重试"}


@officials_only
def received_page(request: Any) -> HttpResponseBase:
    """Articles given to the sites that the reader may see; two statements however many there are."""
    page = MIRRORS.page(request, Mirror.objects.visible_to(request.actor).select_related("original", "source", "site"))
    return render(request, "sharing/received.html", {"page": page, "tabs": tabs("received_articles")})


@officials_only
def mirror_page(request: Any, pk: int) -> HttpResponseBase:
    """One article from elsewhere; a POST with a verb decides about it."""
    mirror: Mirror = get_object_or_404(Mirror.objects.visible_to(request.actor).listed(), pk=pk)
    form = MirrorForm(request.POST or None, columns=columns_of(mirror.site), initial={"column": mirror.column_id})
    verb = request.POST.get("verb", "")
    if request.method == "POST" and verb in VERBS and form.is_valid():
        try:
            _do(request, mirror, verb, form.cleaned_data)
            messages.success(request, f"已{VERBS[verb]}。")
            return redirect("mirror", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    context = {
        "mirror": mirror,
        "facts": _facts(mirror),
        "state": state_of(mirror),
        "form": form,
        "verbs": {name: VERBS[name] for name in _open_verbs(request, mirror)},
        "original_url": mirror.source.address_of(mirror.original.url_path) if mirror.original.live else "",
        "page_url": mirror.site.address_of(mirror.page.url_path) if mirror.page and mirror.page.live else "",
        "body": mirror.original.body,
    }
    return render(request, "sharing/mirror.html", context, status=422 if form.errors else 200)


def _do(request: Any, mirror: Mirror, verb: str, said: dict[str, Any]) -> None:
    if verb == "accept":
        accept_mirror(request.actor, mirror, said["column"])
    elif verb == "retry":
        retry_mirror(request.actor, mirror)
    else:
        {"decline": decline_mirror, "drop": drop_mirror}[verb](request.actor, mirror, said["reason"])


def _open_verbs(request: Any, mirror: Mirror) -> list[str]:
    """What the reader may do with the mirror as it stands."""
    state, takes = State(mirror.state), request.actor.may(TAKE_ARTICLES, mirror)
    free = mirror.way != Way.MANDATORY
    offers = {
        State.PROPOSED: ["accept", "decline"],
        State.DECLINED: ["accept"],
        State.SHOWN: ["drop"] if free else [],
        State.FAILED: ["drop"] if free else [],
    }
    verbs = offers.get(state, []) if takes else []
    return [*(["retry"] if state is State.FAILED and may_retry(request.actor, mirror) else []), *verbs]


def _facts(mirror: Mirror) -> list[tuple[str, Any]]:
    moments = {
        name: value and f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        for name, value in (("收到时间", mirror.proposed_at), ("转载时间", mirror.since), ("撤下时间", mirror.ended_at))
    }
    told = [
        ("来源网站", mirror.source.name), ("转载网站", mirror.site.name), ("方式", mirror.get_way_display()),
        ("转载到栏目", mirror.column.title if mirror.column else "按栏目对应"), *moments.items(), ("说明", mirror.remark),
    ]  # fmt: skip
    return [(name, value) for name, value in told if value]
