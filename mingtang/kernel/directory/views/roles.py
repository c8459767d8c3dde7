"""Roles and what they permit."""

from typing import Any

from django.db.models import Count
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import grants as actions
from mingtang.kernel.directory.forms.roles import NewRoleForm, RoleForm
from mingtang.kernel.directory.models import Grant, Role
from mingtang.kernel.directory.permissions import MANAGE_GRANTS
from mingtang.kernel.directory.views.reach import require
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making
from mingtang.kernel.directory.views.traces import traces_of
from mingtang.kernel.evidence.api import declared_permissions
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def permission_labels(role: Role) -> list[str]:
    """What the role permits, in words; the code where the app that declared it is gone."""
    labels = {each.code: each.label for each in declared_permissions()}
    return [labels.get(code, code) for code in role.permissions]


def _kind(role: Role) -> str:
    return "三员" if role.office else "内置" if role.builtin else "自定"


ROLES = Listing(
    columns=(
        Column("name", "名称", sort="name", link=lambda role: reverse("role_page", args=[role.pk])),
        Column("code", "代码", sort="code", minor=True),
        Column("kind", "类别", value=_kind, show=lambda role: tag(_kind(role), "brand" if role.office else "")),
        Column("permissions", "权限", value=lambda role: "、".join(permission_labels(role))),
        Column("granted", "授予岗位", sort="granted", kind="number", middle=True),
    ),
    default_sort="name",
    caption="角色",
    unit="个",
)


@asks(MANAGE_GRANTS)
def role_list(request: ActorRequest) -> HttpResponseBase:
    """All roles of the node."""
    rows = Role.objects.annotate(granted=Count("grants__post", distinct=True))
    context = {"page": ROLES.page(request, rows), "may_define": request.actor.may(MANAGE_GRANTS, Role())}
    return render(request, "directory/roles/list.html", context)


@asks(MANAGE_GRANTS)
def role_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One role: what it permits, and the posts in reach that hold it."""
    role = get_object_or_404(Role, pk=pk)
    grants = Grant.objects.visible_to(request.actor).filter(role=role)
    context = {
        "role": role,
        "kind": _kind(role),
        "permissions": permission_labels(role),
        "grants": grants.count(),
        "may_revise": not role.builtin and request.actor.may(MANAGE_GRANTS, role),
        "traces": traces_of(request, role),
    }
    return render(request, "directory/roles/page.html", context)


@asks(MANAGE_GRANTS)
def role_define(request: ActorRequest) -> HttpResponseBase:
    """Define a role; roles belong to the whole node."""
    require(request, MANAGE_GRANTS, Role())

    def do(data: dict[str, Any]) -> Done:
        role = actions.define_role(request.actor, **data)
        return Done(f"已建立角色“{role}”。", reverse("role_page", args=[role.pk]))

    return ask(request, FormPage("建立角色", _parents(), submit="建立"), making(NewRoleForm), do)


@asks(MANAGE_GRANTS)
def role_revise(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Change a role."""
    role = get_object_or_404(Role, pk=pk)
    require(request, MANAGE_GRANTS, role)

    def do(data: dict[str, Any]) -> Done:
        actions.revise_role(request.actor, role, **data)
        return Done(f"角色“{role}”已修改，持有它的岗位随之变化。", reverse("role_page", args=[role.pk]))

    parents = [*_parents(), (role.name, reverse("role_page", args=[role.pk]))]
    start = {"name": role.name, "permissions": role.permissions}
    return ask(request, FormPage("修改角色", parents), making(RoleForm, start), do)


def _parents() -> list[tuple[str, str]]:
    return [("角色", reverse("role_list"))]
