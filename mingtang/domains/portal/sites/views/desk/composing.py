"""Composing a home page or a topic in the workbench: its blocks in order, the settings of each, the preview, and publishing."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from mingtang.domains.portal.sites import composition
from mingtang.domains.portal.sites.actions.composing import (
    PARTS,
    Composed,
    block_shapes,
    change_draft,
    composed_page,
    discard_draft,
    draft_of,
    publish_draft,
    stream_of,
)
from mingtang.domains.portal.sites.composition import KINDS, Block, title_of
from mingtang.domains.portal.sites.forms.blocks import BlockForm, Chooser
from mingtang.domains.portal.sites.models import ArticlePage, HomePage, PortalSite, SiteMedium, TopicPage
from mingtang.domains.portal.sites.overview import columns_of
from mingtang.domains.portal.sites.permissions import ARRANGE_SITES
from mingtang.domains.portal.sites.queries import Columns
from mingtang.domains.portal.sites.views.blocks import drawn
from mingtang.domains.portal.sites.views.desk.places import places
from mingtang.domains.portal.sites.views.desk.sites import kept_site
from mingtang.domains.portal.sites.views.furniture import around
from mingtang.domains.portal.sites.views.languages import speaking
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only

PART_NAMES = {"blocks": "普通版", "elder": "长者版"}
OFFERED = 200
"""So many of the newest articles can be chosen for a block."""


def _composed(portal: PortalSite, key: int, part: str) -> Composed:
    """The home page or a topic of a site. Raises Http404 when there is none, or it has no such part."""
    page = composed_page(portal, key, part)
    if page is None:
        raise Http404
    return page


@officials_only
def composition_page(request: Any, pk: int, page: int, part: str) -> HttpResponseBase:
    """The draft of a page, block by block; a POST does one `step` on it, publishes it or lets it go."""
    portal = kept_site(request, pk)
    composed = _composed(portal, page, part)
    if request.method == "POST":
        return _step(request, portal, composed, part)
    draft, kinds = draft_of(composed, part), _kinds(composed, part)
    last = len(draft) - 1
    context = {
        **_frame(portal, composed, part),
        "rows": [
            {
                "id": block["id"],
                "kind": KINDS[block["type"]],
                "title": title_of(block),
                "first": n == 0,
                "last": n == last,
            }
            for n, block in enumerate(draft)
        ],
        "kinds": kinds,
        "may_arrange": request.actor.may(ARRANGE_SITES, portal),
    }
    return render(request, "portal_desk/composition.html", context)


def _kinds(page: Composed, part: str) -> list[tuple[str, str]]:
    return [(kind, KINDS[kind]) for kind in block_shapes(page, part)]


def _frame(portal: PortalSite, page: Composed, part: str) -> dict[str, Any]:
    """What stands around every page of a composition."""
    home = isinstance(page, HomePage)
    own = [portal.pk, page.pk]
    parts = PARTS[type(page)]
    return {
        "portal": portal,
        "composed": page,
        "is_home": home,
        "part": part,
        "here": reverse("kept_composition", args=[*own, part]),
        "preview": reverse("kept_composition_preview", args=[*own, part]),
        "tabs": places(portal, "kept_home" if home else "kept_topics"),
        "parts": [
            {"label": PART_NAMES[each], "url": reverse("kept_composition", args=[*own, each]), "current": each == part}
            for each in parts
            if len(parts) > 1
        ],
    }


def _step(request: Any, portal: PortalSite, page: Composed, part: str) -> HttpResponseBase:
    wanted, _, key = request.POST.get("step", "").partition(" ")
    steps = {
        "up": (composition.moved(key, -1), "上移一块"),
        "down": (composition.moved(key, 1), "下移一块"),
        "remove": (composition.removed(key), "移走一块"),
    }
    try:
        if wanted in steps:
            step, note = steps[wanted]
            change_draft(request.actor, portal, page, part, step, note)
        elif wanted == "publish":
            publish_draft(request.actor, portal, page)
            messages.success(request, "已发布，公众看到的就是现在的版面。")
        elif wanted == "discard":
            discard_draft(request.actor, portal, page)
            messages.success(request, "已放弃没有发布的改动。")
        else:
            raise Http404
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect("kept_composition", pk=portal.pk, page=page.pk, part=part)


@asks(ARRANGE_SITES)
def new_block(request: Any, pk: int, page: int, part: str) -> HttpResponseBase:
    """Settings for one more block of the kind `?kind=`."""
    portal = kept_site(request, pk)
    composed = _composed(portal, page, part)
    kind = request.GET.get("kind", "")
    if kind not in block_shapes(composed, part):
        raise Http404
    return _settings(request, portal, composed, part, kind, None)


@asks(ARRANGE_SITES)
def block_page(request: Any, pk: int, page: int, part: str, block: Any) -> HttpResponseBase:
    """Settings of one block of the draft."""
    portal = kept_site(request, pk)
    composed = _composed(portal, page, part)
    draft = draft_of(composed, part)
    found = next((each for each in draft if each["id"] == str(block)), None)
    if found is None:
        raise Http404
    return _settings(request, portal, composed, part, found["type"], found)


def _settings(
    request: Any, portal: PortalSite, page: Composed, part: str, kind: str, block: Block | None
) -> HttpResponseBase:
    shape = block_shapes(page, part)[kind]
    known = None if block is None else shape.to_python(block["value"])
    more = "more" in request.POST
    form = BlockForm(request.POST or None, block=shape, value=known, chooser=_chooser(portal), more=more)
    if request.method == "POST" and not more and form.is_valid():
        value = form.value
        step = composition.added(kind, value) if block is None else composition.changed(block["id"], value)
        note = f"{'增加' if block is None else '修改'}“{KINDS[kind]}”"
        try:
            change_draft(request.actor, portal, page, part, step, note)
            messages.success(request, "已存入草稿，发布以后公众才能看到。")
            return redirect("kept_composition", pk=portal.pk, page=page.pk, part=part)
        except Refused as fault:
            form.add_error(None, str(fault))
    context = {**_frame(portal, page, part), "form": form, "kind": KINDS[kind], "is_new": block is None}
    return render(request, "portal_desk/block.html", context, status=422 if form.is_bound and form.errors else 200)


def _chooser(portal: PortalSite) -> Chooser:
    """Columns, the newest articles and the pictures of a site; three statements."""
    root = portal.site.root_page
    columns = columns_of(portal).filter(live=True)
    media = SiteMedium.objects.filter(portal=portal).select_related("portal", "file__content")
    articles = ArticlePage.objects.descendant_of(root).published().order_by("-publish_date", "-pk")[:OFFERED]
    return Chooser(
        columns=[(_inner(portal, each), f"{'　' * (each.depth - root.depth - 1)}{each.title}") for each in columns],
        articles=[(_inner(portal, each), f"{each.title}（{each.publish_date:%Y-%m-%d}）") for each in articles],
        pictures=[(each.address, each.title) for each in media if each.is_picture],
    )


def _inner(portal: PortalSite, page: Any) -> str:
    return str(page.url_path).removeprefix(portal.root_path).strip("/")


@officials_only
def preview(request: Any, pk: int, page: int, part: str) -> HttpResponseBase:
    """The draft of a page as the public would see it."""
    portal: Any = kept_site(request, pk)
    portal.has_versions = False
    composed = _composed(portal, page, part)
    stream = stream_of(composed, part, draft_of(composed, part))
    with speaking(request, portal):
        columns = Columns(portal)
        context = {
            **around(request, columns, composed if isinstance(composed, TopicPage) else None),
            "is_preview": True,
        }
        if part == "elder":
            context |= {"groups": [block.value for block in stream], "news": [], "layout": "portal/elder.html"}
        else:
            shown = drawn(columns, stream)
            asks_first = any(block["kind"] == "ask" for block in shown)
            layout = "portal/home.html" if isinstance(composed, HomePage) else "portal/topic.html"
            context |= {"blocks": shown, "asks": asks_first, "topic": composed, "trail": [], "layout": layout}
        context["back"] = reverse("kept_composition", args=[pk, page, part])
        return render(request, "portal_desk/preview.html", context)
