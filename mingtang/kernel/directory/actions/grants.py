"""Defining roles, granting them to posts, and taking them back."""

from dataclasses import dataclass
from datetime import date

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.compilation import compile_posts
from mingtang.kernel.directory.events import GrantEnded, PostGranted
from mingtang.kernel.directory.models import Grant, Organ, Post, Region, Role, Unit
from mingtang.kernel.directory.rules import ScopeKind
from mingtang.kernel.directory.separation import (
    require_other_post,
    require_reach,
    require_role_apart,
    require_separation,
)
from mingtang.kernel.evidence.api import Actor, act, clash_among, declared_permissions


@dataclass(frozen=True, kw_only=True)
class Scope:
    """How far a grant reaches; the place that `kind` speaks of is given, the others are empty."""

    kind: str
    region: Region | None = None
    organ: Organ | None = None
    unit: Unit | None = None


def define_role(actor: Actor, *, code: str, name: str, permissions: list[str]) -> Role:
    """Define an ordinary role. The roles of the three officers are built in and cannot be made by hand."""
    role = Role(code=code, name=name)
    with act(acts.DEFINE_ROLE, actor, role) as deed:
        if Role.objects.filter(code=code).exists():
            raise Refused(f"已有代码为“{code}”的角色。", "code")
        role.permissions = _checked(permissions)
        deed.create(role)
    return role


def revise_role(actor: Actor, role: Role, *, name: str, permissions: list[str]) -> None:
    """Change an ordinary role; every post that holds it changes with it."""
    with act(acts.REVISE_ROLE, actor, role) as deed:
        if role.builtin:
            raise Refused("内置角色不能修改。")
        deed.change(role, name=name, permissions=_checked(permissions))
        require_role_apart(role)
        compile_posts(role.grants.values_list("post_id", flat=True))


def grant_role(actor: Actor, post: Post, role: Role, scope: Scope, *, start: date, end: date | None = None) -> Grant:
    """Grant a role to a post over a scope.

    The actor must hold the right to grant over the post's organ and over the whole scope, may not grant to a post of
    its own, and may not put two of the three officers' roles into one hand (trust.md 11). Raises Refused.
    """
    with act(acts.GRANT_ROLE, actor, within=post.organ) as deed:
        _require_place(scope)
        _require_order(start, end)
        grant = Grant(
            post=post,
            organ_id=post.organ_id,
            role=role,
            kind=scope.kind,
            region=scope.region,
            scope_organ=scope.organ,
            scope_unit=scope.unit,
            start=start,
            end=end,
        )
        require_other_post(actor, post)
        require_reach(actor, scope.kind, scope.region, scope.unit.organ if scope.unit else scope.organ)
        require_separation(post, role)
        deed.create(grant)
        compile_posts([post.pk])
        deed.announce(PostGranted(subject=f"post:{post.pk}", post_id=post.pk, role=role.code))
    return grant


def end_grant(actor: Actor, grant: Grant) -> None:
    """Take a grant back at once."""
    with act(acts.END_GRANT, actor, grant) as deed:
        deed.remove(grant)
        compile_posts([grant.post_id])
        deed.announce(GrantEnded(subject=f"post:{grant.post_id}", post_id=grant.post_id, role=grant.role.code))


def _checked(permissions: list[str]) -> list[str]:
    unknown = set(permissions) - {permission.code for permission in declared_permissions()}
    if unknown:
        raise Refused(f"没有这样的权限：{'、'.join(sorted(unknown))}。", "permissions")
    if clash := clash_among(permissions):
        one, other = (permission.label for permission in clash)
        raise Refused(f"职责分离：“{one}”与“{other}”不能在同一角色中。", "permissions")
    return sorted(set(permissions))


def _require_order(start: date, end: date | None) -> None:
    if end is not None and end < start:
        raise Refused("止期早于起期。", "end")


def _require_place(scope: Scope) -> None:
    wanted = {ScopeKind.REGION: scope.region, ScopeKind.ORGANS: scope.organ, ScopeKind.ORGAN: scope.organ}
    if scope.kind in wanted and wanted[ScopeKind(scope.kind)] is None:
        raise Refused("请选择范围所指的行政区划或机构。", "place")
    if scope.kind == ScopeKind.UNIT and scope.unit is None:
        raise Refused("请选择内设机构。", "place")
