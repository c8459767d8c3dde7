"""The roles that the processes of supervision name and those around them, and who has them in the demonstration city."""

from datetime import date
from typing import Any

from mingtang.domains.supervision.permissions import PROPOSE_ITEMS, READ_ITEMS
from mingtang.kernel.cases.api import ARCHIVE_CASES, READ_CASES, SUPERVISE_CASES
from mingtang.kernel.content.api import CHECK_MATERIALS, READ_FILES
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM

OFFICE = "city-government-office"
ROLES = {
    "supervisor": ("督查岗", [READ_ITEMS, PROPOSE_ITEMS, SUPERVISE_CASES, CHECK_MATERIALS, READ_FILES]),
    "supervision_head": ("督查审批岗", [READ_ITEMS]),
    "unit_leader": ("单位负责人", [READ_ITEMS]),
    "archivist": ("案卷管理岗", [READ_CASES, ARCHIVE_CASES, READ_FILES]),
}
HOLDERS = {
    "supervisor": (f"{OFFICE}/supervision/head",),
    "supervision_head": (f"{OFFICE}/director", f"{OFFICE}/deputy"),
    "archivist": (f"{OFFICE}/secretariat-two/head",),
}


def grant_supervision(posts: dict[str, Post], start: date) -> None:
    """Grant the roles from `start`; leader of a unit is, in every organ, whoever leads it."""
    roles = {code: _role(code, name, permissions) for code, (name, permissions) in ROLES.items()}
    known = set(Grant.objects.filter(role__code__in=ROLES).values_list("post_id", "role__code"))
    holders = {code: [posts[path] for path in paths] for code, paths in HOLDERS.items()}
    holders["unit_leader"] = [post for post in posts.values() if post.leads and post.unit_id is None]
    for code, held in holders.items():
        for post in held:
            if (post.pk, code) not in known:
                grant_role(SYSTEM, post, roles[code], Scope(kind="organ", organ=post.organ), start=start)


def _role(code: str, name: str, permissions: list[Any]) -> Role:
    known = Role.objects.filter(code=code).first()
    return known or define_role(SYSTEM, code=code, name=name, permissions=[each.code for each in permissions])
