"""Topics of a site in the workbench."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingtang.domains.portal.sites.actions.topics import TopicDetails, change_topic, open_topic
from mingtang.domains.portal.sites.forms.topics import NewTopicForm, TopicForm
from mingtang.domains.portal.sites.models import TopicPage
from mingtang.domains.portal.sites.overview import all_topics, organs_of_topics
from mingtang.domains.portal.sites.permissions import ARRANGE_SITES
from mingtang.domains.portal.sites.views.desk.places import places
from mingtang.domains.portal.sites.views.desk.sites import kept_site, report
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _standing(topic: TopicPage) -> str:
    if not topic.live:
        return "没有发布"
    return "已归档" if topic.is_archived else "公开"


def _shown(topic: TopicPage) -> Any:
    return tag(_standing(topic), {"公开": "good", "已归档": "off"}.get(_standing(topic), "warn"))


TOPICS = Listing(
    columns=(
        Column("title", "专题", sort="title",
               link=lambda topic: reverse("kept_composition", args=[topic.portal_id, topic.pk, "blocks"])),
        Column("standing", "状态", value=_standing, show=_shown),
        Column("organ", "责任单位", sort="organ__rank organ__path", value=lambda topic: topic.organ.label, middle=True),
        Column("opens_on", "上线日期", sort="opens_on", kind="date"),
        Column("closes_on", "归档日期", sort="closes_on", kind="date", middle=True),
    ),
    default_sort="-opens_on", caption="专题", unit="个", empty="还没有专题。",
)  # fmt: skip


@officials_only
def topics_page(request: Any, pk: int) -> HttpResponseBase:
    """Topics of a site, drafts and archived ones too; three statements."""
    portal = kept_site(request, pk)
    context = {
        "portal": portal,
        "tabs": places(portal, "kept_topics"),
        "page": TOPICS.page(request, all_topics(portal)),
        "may_arrange": request.actor.may(ARRANGE_SITES, portal),
    }
    return render(request, "portal_desk/topics.html", context)


@asks(ARRANGE_SITES)
def new_topic(request: Any, pk: int) -> HttpResponseBase:
    """Open a topic as a draft, which is composed next."""
    portal = kept_site(request, pk)
    form = NewTopicForm(request.POST or None, organs=organs_of_topics(portal), initial={"organ": portal.organ})
    if request.method == "POST" and form.is_valid():
        try:
            topic = open_topic(request.actor, portal, TopicDetails(**form.cleaned_data, blocks=()), draft=True)
            messages.success(request, f"专题“{topic.title}”已开设。请编排版面，然后发布。")
            return redirect("kept_composition", pk=pk, page=topic.pk, part="blocks")
        except Refused as fault:
            report(form, fault)
    context = {"portal": portal, "form": form, "topic": None}
    return render(request, "portal_desk/topic.html", context, status=422 if form.errors else 200)


@asks(ARRANGE_SITES)
def changed_topic(request: Any, pk: int, topic: int) -> HttpResponseBase:
    """Call a topic otherwise, or give it other days."""
    portal = kept_site(request, pk)
    known: TopicPage = get_object_or_404(all_topics(portal), pk=topic)
    said = {name: getattr(known, name) for name in TopicForm.base_fields}
    form = TopicForm(request.POST or None, organs=organs_of_topics(portal), initial=said)
    if request.method == "POST" and form.is_valid():
        try:
            change_topic(request.actor, portal, known, **form.cleaned_data)
            messages.success(request, "已保存。")
            return redirect("kept_topics", pk=pk)
        except Refused as fault:
            report(form, fault)
    context = {"portal": portal, "form": form, "topic": known}
    return render(request, "portal_desk/topic.html", context, status=422 if form.errors else 200)
