"""Roles of the demonstration city: what each may do, which posts hold it, and how far it reaches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM, Permission

Posts = dict[str, Post]
"""Every post of the city by its path, such as ``market-bureau/approval/head``."""


def own_organ(post: Post) -> Scope:
    return Scope(kind="organ", organ=post.organ)


def own_region(post: Post) -> Scope:
    return Scope(kind="region", region=post.organ.region)


def whole_node(post: Post) -> Scope:
    return Scope(kind="node")


@dataclass(frozen=True, kw_only=True)
class DemoRole:
    """A role with its holders: paths of posts, or `LEADERS`, whoever leads an organ."""

    code: str
    name: str
    permissions: tuple[Permission, ...]
    holders: tuple[str, ...]
    reach: Callable[[Post], Scope] = own_organ


LEADERS = ("*",)


def grant_roles(roles: Iterable[DemoRole], posts: Posts, start: date) -> None:
    """Define what is not yet defined and grant what is not yet granted, each from `start`."""
    known = set(Grant.objects.values_list("post_id", "role__code"))
    for described in roles:
        role = _defined(described)
        for post in _holders(described, posts):
            if (post.pk, role.code) not in known:
                grant_role(SYSTEM, post, role, described.reach(post), start=start)


def _defined(described: DemoRole) -> Role:
    known = Role.objects.filter(code=described.code).first()
    permissions = [permission.code for permission in described.permissions]
    return known or define_role(SYSTEM, code=described.code, name=described.name, permissions=permissions)


def _holders(described: DemoRole, posts: Posts) -> list[Post]:
    if described.holders is LEADERS:
        return [post for post in posts.values() if post.leads and post.unit_id is None]
    return [posts[path] for path in described.holders]
