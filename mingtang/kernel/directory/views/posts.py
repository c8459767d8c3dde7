"""Posts: who holds them, what they may do."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import organs as actions
from mingtang.kernel.directory.forms.posts import NewPostForm, PostForm
from mingtang.kernel.directory.forms.units import ClosingForm
from mingtang.kernel.directory.models import Appointment, Grant, Organ, Post
from mingtang.kernel.directory.permissions import MANAGE_GRANTS, MANAGE_ORGANS, MANAGE_PEOPLE, READ_DIRECTORY
from mingtang.kernel.directory.queries import accounts_of_people
from mingtang.kernel.directory.views.organs import parents_of
from mingtang.kernel.directory.views.reach import in_reach
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making
from mingtang.kernel.directory.views.traces import traces_of


@asks(READ_DIRECTORY)
def post_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One post: holders now and before, grants with their scope in words."""
    post = find_post(request, pk)
    held = list(Appointment.objects.filter(post=post).select_related("person").order_by("-start", "-pk"))
    actor, today = request.actor, timezone.localdate()
    grants = Grant.objects.visible_to(actor).filter(post=post)
    context = {
        "post": post,
        "parents": parents_of(post.organ),
        "holders": [each for each in held if each.start <= today and (each.end is None or each.end >= today)],
        "others": [each for each in held if each.start > today or (each.end is not None and each.end < today)],
        "accounts": accounts_of_people(actor, [each.person_id for each in held]),
        "grants": grants.select_related("role", "region", "scope_organ", "scope_unit"),
        "traces": traces_of(request, post),
        "can": {
            "manage": post.closed_on is None and actor.may(MANAGE_ORGANS, post),
            "appoint": actor.may(MANAGE_PEOPLE, post),
            "grant": actor.may(MANAGE_GRANTS, post),
        },
    }
    return render(request, "directory/posts/page.html", context)


def find_post(request: ActorRequest, pk: int, to: Any = None) -> Post:
    """The post, in the reader's reach."""
    post: Post = in_reach(request, Post.objects.visible_to(request.actor).select_related("organ", "unit"), pk, to)
    return post


def parents_of_post(post: Post) -> list[tuple[str, str]]:
    """The way to a post, for breadcrumbs."""
    return [*parents_of(post.organ), (post.name, reverse("post_page", args=[post.pk]))]


@asks(MANAGE_ORGANS)
def post_create(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Set up a post; `?unit=` proposes where."""
    organ = in_reach(request, Organ.objects.visible_to(request.actor), pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        post = actions.create_post(request.actor, organ, **data)
        return Done(f"已设立岗位“{post}”。", reverse("organ_page", args=[organ.pk]))

    page = FormPage("设立岗位", parents_of(organ), submit="设立")
    return ask(request, page, making(NewPostForm, {"unit": request.GET.get("unit", "")}, organ=organ), do)


@asks(MANAGE_ORGANS)
def post_revise(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Correct a post."""
    post = find_post(request, pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        actions.revise_post(request.actor, post, **data)
        return Done(f"“{post}”已修改。", reverse("post_page", args=[post.pk]))

    start = {"name": post.name, "leads": post.leads, "rank": post.rank}
    return ask(request, FormPage("修改岗位", parents_of_post(post)), making(PostForm, start), do)


@asks(MANAGE_ORGANS)
def post_close(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Close a post that nobody holds."""
    post = find_post(request, pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        actions.close_post(request.actor, post, on=data["on"])
        return Done(f"岗位“{post}”已撤销。", reverse("organ_page", args=[post.organ_id]))

    lead = "岗位上还有人任职时不能撤销；撤销后岗位的授权不再有人使用。"
    page = FormPage(f"撤销岗位“{post}”", parents_of_post(post), submit="撤销", lead=lead)
    return ask(request, page, making(ClosingForm), do)
