"""Who can do what: grants to posts, and what a person's posts amount to."""

from dataclasses import dataclass, field
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import grants as actions
from mingtang.kernel.directory.forms.grants import GrantFilter, GrantForm
from mingtang.kernel.directory.models import Appointment, CompiledScope, Grant, Organ, Unit
from mingtang.kernel.directory.permissions import MANAGE_GRANTS
from mingtang.kernel.directory.queries import appointments_of, scopes_of_posts
from mingtang.kernel.directory.views.exports import exported
from mingtang.kernel.directory.views.people import parents_of_person
from mingtang.kernel.directory.views.posts import find_post, parents_of_post
from mingtang.kernel.directory.views.reach import official_in_reach, require
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making
from mingtang.kernel.evidence.api import declared_permissions
from mingtang.ui.listing import Column, Listing

GRANTS = Listing(
    columns=(
        Column(
            "post", "岗位", sort="post__name", value=lambda grant: str(grant.post),
            link=lambda grant: reverse("post_page", args=[grant.post_id]),
            sub=lambda grant: str(grant.post.unit or ""),
        ),
        Column("organ", "机构", sort="organ__path", value=lambda grant: grant.organ.name, minor=True),
        Column("role", "角色", sort="role__name", value=lambda grant: str(grant.role)),
        Column("scope", "范围", value=lambda grant: grant.scope_label),
        Column("start", "起", sort="start", kind="date", middle=True),
        Column("end", "止", sort="end", kind="date", middle=True),
    ),
    default_sort="organ",
    filter_form=GrantFilter,
    caption="授权",
    unit="项",
    empty="管辖范围内还没有授权",
    exportable=True,
)  # fmt: skip


@asks(MANAGE_GRANTS)
def access_list(request: ActorRequest) -> HttpResponseBase:
    """Grants in the reader's reach, by permission, organ or role."""
    rows = Grant.objects.visible_to(request.actor).select_related(
        "post__unit", "organ", "role", "region", "scope_organ", "scope_unit"
    )
    if request.GET.get("export"):
        return exported(request, GRANTS, rows, "授权")
    return render(request, "directory/grants/list.html", {"page": GRANTS.page(request, rows)})


@asks(MANAGE_GRANTS)
def grant_create(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Grant a role to a post."""
    post = find_post(request, pk, MANAGE_GRANTS)

    def do(data: dict[str, Any]) -> Done:
        grant = actions.grant_role(
            request.actor, post, data["role"], data["scope"], start=data["start"], end=data["end"]
        )
        return Done(f"已授予“{grant.role}”，范围：{grant.scope_label}。", reverse("post_page", args=[pk]))

    lead = f"{post.organ.label}　{post.unit or ''}　{post.name}。谁任这个岗位，谁就有这里授予的权限。"
    page = FormPage("授权", parents_of_post(post), submit="授权", lead=lead, fault_fields={"post": ""})
    return ask(request, page, making(GrantForm, actor=request.actor, post=post), do)


@asks(MANAGE_GRANTS)
def grant_end(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take a grant back, after a page that says which."""
    rows = Grant.objects.visible_to(request.actor).select_related(
        "post__organ", "role", "region", "scope_organ", "scope_unit"
    )
    grant = get_object_or_404(rows, pk=pk)
    require(request, MANAGE_GRANTS, grant)
    if request.method == "POST":
        actions.end_grant(request.actor, grant)
        return Done(f"已收回“{grant.role}”。", reverse("post_page", args=[grant.post_id])).answer(request)
    holders = Appointment.objects.current(timezone.localdate()).filter(post=grant.post_id).select_related("person")
    context = {
        "grant": grant,
        "parents": parents_of_post(grant.post),
        "holders": [str(each.person) for each in holders],
    }
    return render(request, "directory/grants/end.html", context)


@dataclass
class Right:
    """One permission that a post holds today: how far in words, the places by name, and the roles it comes from."""

    label: str
    reach: str
    places: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


@asks(MANAGE_GRANTS)
def person_rights(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What a person may do today, post by post."""
    account = official_in_reach(request, pk, MANAGE_GRANTS)
    assert account.person is not None  # an official's account always has its person
    today = timezone.localdate()
    held = list(appointments_of(account.person, today))
    posts = [each.post_id for each in held]
    scopes, grants = (
        list(scopes_of_posts(posts, today)),
        list(Grant.objects.filter(post__in=posts).select_related("role")),
    )
    names = _Names(scopes)
    rights = [
        (each, [_right(scope, grants, names) for scope in scopes if scope.post_id == each.post_id]) for each in held
    ]
    context = {"account": account, "parents": parents_of_person(account), "rights": rights}
    return render(request, "directory/grants/rights.html", context)


class _Names:
    """Names of the organs and units that scopes speak of; two statements, plus labels of permissions."""

    def __init__(self, scopes: list[CompiledScope]) -> None:
        organs = {key for scope in scopes for key in scope.organs}
        units = {key for scope in scopes for key in scope.units}
        self.organs = {each.pk: each.name for each in Organ.objects.filter(pk__in=organs)}
        self.units = {
            each.pk: f"{each.organ.label} / {each}"
            for each in Unit.objects.filter(pk__in=units).select_related("organ")
        }
        self.permissions = {each.code: each.label for each in declared_permissions()}


def _right(scope: CompiledScope, grants: list[Grant], names: _Names) -> Right:
    roles = {
        str(each.role) for each in grants if each.post_id == scope.post_id and scope.permission in each.role.permissions
    }
    places = [names.organs[key] for key in scope.organs if key in names.organs]
    places += [names.units[key] for key in scope.units if key in names.units]
    parts = [
        "全平台" if scope.everything else "",
        f"{len(scope.organs)} 个机构" if scope.organs else "",
        f"{len(scope.units)} 个内设机构" if scope.units else "",
        "本人的" if scope.own else "",
    ]
    return Right(
        names.permissions.get(scope.permission, scope.permission), "、".join(filter(None, parts)), places, sorted(roles)
    )
