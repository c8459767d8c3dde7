"""Publishing: now or at a moment, one manuscript or several together; the list of what is planned, and what failed."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from mingtang.domains.portal.editing.actions.releasing import cancel, publish_now, retry, schedule
from mingtang.domains.portal.editing.forms import LATER, ReleaseFilter, ReleaseForm
from mingtang.domains.portal.editing.models import Manuscript, Release
from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.editing.queries.manuscripts import manuscripts_of
from mingtang.domains.portal.editing.queries.releases import releases_of
from mingtang.domains.portal.editing.views.showing import FAULTS, blame, checks, stage_tag, tabs
from mingtang.domains.portal.sites.api import PUBLISH_ARTICLES
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light

_LIGHTS = {
    Release.State.WAITING: "amber", Release.State.DONE: "done", Release.State.FAILED: "red",
    Release.State.CANCELLED: "pause",
}  # fmt: skip


def _light(release: Release) -> Any:
    return light(_LIGHTS[Release.State(release.state)], release.get_state_display())


RELEASES = Listing(
    columns=(
        Column("due_at", "发布时间", sort="due_at", kind="datetime", link=lambda each: reverse("release", args=[each.pk])),
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name),
        Column("count", "稿件（篇）", sort="count", kind="number"),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=_light),
        Column("ordered_by", "安排人", value=lambda each: each.ordered_by and each.ordered_by.holder_name, middle=True),
        Column("reason", "失败原因", minor=True),
    ),
    default_sort="-due_at", filter_form=ReleaseFilter, caption="排期", unit="次", empty="还没有定时发布的安排。",
)  # fmt: skip


@asks(READ_MANUSCRIPTS)
def releases_page(request: Any) -> HttpResponseBase:
    """What is planned, was done, and failed; two statements however many there are."""
    page = RELEASES.page(request, releases_of(request.actor))
    return render(request, "editing/releases.html", {"page": page, "tabs": tabs("releases")})


@asks(PUBLISH_ARTICLES)
def choose_page(request: Any) -> HttpResponseBase:
    """Publish the chosen manuscripts (`m`, several times): now or at a moment, all of them or none."""
    if request.method == "POST" and "when" not in request.POST:  # chosen on the list
        chosen = [("m", key) for key in request.POST.getlist("chosen") if key.isdigit()]
        return redirect(f"{request.path}?{urlencode(chosen)}")
    manuscripts = _chosen(request)
    if not manuscripts:
        messages.error(request, "请先在列表里选择待发的稿件。")
        return redirect("manuscripts")
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _released(request, manuscripts, form)
        except FAULTS as fault:
            blame(form, fault)
    context = {
        "form": form,
        "manuscripts": [(each, stage_tag(each), checks(findings_of(request.actor, each))) for each in manuscripts],
    }
    return render(request, "editing/publish.html", context, status=422 if form.errors else 200)


def _chosen(request: Any) -> list[Manuscript]:
    keys = [int(key) for key in request.GET.getlist("m") if key.isdecimal() and len(key) < 10]
    return list(manuscripts_of(request.actor).filter(pk__in=keys[:50]).order_by("pk"))


def _released(request: Any, manuscripts: list[Manuscript], form: ReleaseForm) -> HttpResponseBase:
    if form.cleaned_data["when"] == LATER:
        release = schedule(request.actor, manuscripts, at=form.cleaned_data["at"])
        messages.success(request, f"已排期，{timezone.localtime(release.due_at):%m-%d %H:%M} 发布。")
        return redirect("release", pk=release.pk)
    publish_now(request.actor, manuscripts)
    messages.success(request, f"已发布 {len(manuscripts)} 篇。")
    return redirect("case", pk=manuscripts[0].case_id) if len(manuscripts) == 1 else redirect("manuscripts")


@asks(PUBLISH_ARTICLES)
def release_manuscript(request: Any, pk: int) -> HttpResponseBase:
    """The way from the case of one manuscript to its publication: to its release when it is in one."""
    manuscript: Manuscript = get_object_or_404(manuscripts_of(request.actor), pk=pk)
    if manuscript.release_id is not None:
        return redirect("release", pk=manuscript.release_id)
    return redirect(f"{reverse('release_manuscripts')}?m={pk}")


@asks(READ_MANUSCRIPTS)
def release_page(request: Any, pk: int) -> HttpResponseBase:
    """One release with its manuscripts; a POST tries it again (`retry`) or takes it back (`cancel`)."""
    release: Release = get_object_or_404(releases_of(request.actor), pk=pk)
    if request.method == "POST":
        return _changed(request, release)
    is_open = release.state in {Release.State.WAITING, Release.State.FAILED}
    context = {
        "release": release,
        "light": _light(release),
        "manuscripts": [(each, stage_tag(each)) for each in manuscripts_of(request.actor).filter(release=release)],
        "may_change": is_open and request.actor.may(PUBLISH_ARTICLES),
        "has_failed": release.state == Release.State.FAILED,
    }
    return render(request, "editing/release.html", context)


def _changed(request: Any, release: Release) -> HttpResponseBase:
    verb = request.POST.get("verb")
    if verb not in {"retry", "cancel"}:
        raise Http404
    try:
        if verb == "cancel":
            cancel(request.actor, release)
            messages.success(request, "已取消排期，稿件回到待发。")
        elif retry(request.actor, release):
            messages.success(request, "已发布。")
        else:
            messages.error(request, "还是没有发布成功，原因见下。")
    except FAULTS as fault:
        messages.error(request, str(fault))
    return redirect("release", pk=release.pk)
