"""Who issues, uses and defines licences in the demonstration city."""

from datetime import date

from mingtang.domains.services.licences.api import (
    END_LICENCES,
    ISSUE_LICENCES,
    MANAGE_LICENCE_TYPES,
    READ_LICENCES,
    USE_LICENCES,
)
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM, Permission

ROLES: dict[str, tuple[str, list[Permission]]] = {
    "licence_issuer": ("证照制发岗", [READ_LICENCES, ISSUE_LICENCES, USE_LICENCES]),
    "licence_keeper": ("证照管理岗", [READ_LICENCES, END_LICENCES]),
    "licence_user": ("证照调用岗", [USE_LICENCES]),
    "licence_directory": ("证照目录管理岗", [READ_LICENCES, MANAGE_LICENCE_TYPES]),
}
_ISSUING = ("market-bureau/approval/handler", "health-commission/medical/handler", "housing-bureau/approval/handler")
HOLDERS: dict[str, tuple[str, ...]] = {
    "licence_issuer": _ISSUING,
    "licence_keeper": (*_ISSUING, "market-bureau/director", "health-commission/director"),
    "licence_user": ("service-bureau/hall/window", "service-bureau/hall/head"),
    "licence_directory": ("service-bureau/director",),
}


def grant_licences(posts: dict[str, Post], start: date) -> None:
    """Grant the roles from `start`: over the holder's organ, and over the node for the directory of types."""
    known = set(Grant.objects.filter(role__code__in=ROLES).values_list("post_id", "role__code"))
    for code, (name, permissions) in ROLES.items():
        role = _role(code, name, permissions)
        for post in (posts[path] for path in HOLDERS[code]):
            node = code == "licence_directory"
            scope = Scope(kind="node") if node else Scope(kind="organ", organ=post.organ)
            if (post.pk, code) not in known:
                grant_role(SYSTEM, post, role, scope, start=start)


def _role(code: str, name: str, permissions: list[Permission]) -> Role:
    known = Role.objects.filter(code=code).first()
    return known or define_role(SYSTEM, code=code, name=name, permissions=[each.code for each in permissions])
