"""Who receives, handles, checks, decides and hands out applications in the demonstration city."""

from datetime import date

from mingtang.domains.services.applications import permissions as course
from mingtang.domains.services.applications.api import FILE_AT_WINDOW, READ_APPLICATIONS
from mingtang.domains.services.payments.api import CHARGE_FEES, READ_PAYMENTS
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM, Permission

ROLES: dict[str, tuple[str, list[Permission]]] = {
    "front_clerk": ("窗口受理员", [READ_APPLICATIONS, FILE_AT_WINDOW]),
    "delivery_clerk": ("出件员", [READ_APPLICATIONS]),
    "handler": ("承办人", [READ_APPLICATIONS, course.ASK_MEASURES, CHARGE_FEES, READ_PAYMENTS]),
    "inspector": ("踏勘人员", [READ_APPLICATIONS]),
    "checker": ("审核人", [READ_APPLICATIONS, course.APPROVE_SPECIAL]),
    "decider": ("决定人", [READ_APPLICATIONS, course.APPROVE_EXTENSION, course.TERMINATE, course.REPAIR_CREDIT]),
}
_WINDOWS = ("district-service-bureau/hall/window", "service-bureau/hall/window")
_HANDLERS = (
    "district-market-bureau/food/handler", "market-bureau/approval/handler", "housing-bureau/approval/handler",
    "health-commission/medical/handler",
)  # fmt: skip
HOLDERS: dict[str, tuple[str, ...]] = {
    "front_clerk": _WINDOWS,
    "delivery_clerk": _WINDOWS,
    "handler": _HANDLERS,
    "inspector": (*_HANDLERS, "district-market-bureau/food/head"),
    "checker": ("district-market-bureau/food/head", "market-bureau/approval/head", "housing-bureau/approval/head"),
    "decider": (
        "district-market-bureau/director",
        "market-bureau/director",
        "housing-bureau/director",
        "health-commission/director",
    ),
}


def grant_applications(posts: dict[str, Post], start: date) -> None:
    """Grant the roles from `start`, each over the holder's own organ."""
    known = set(Grant.objects.filter(role__code__in=ROLES).values_list("post_id", "role__code"))
    for code, (name, permissions) in ROLES.items():
        role = Role.objects.filter(code=code).first() or define_role(
            SYSTEM, code=code, name=name, permissions=[each.code for each in permissions]
        )
        for post in (posts[path] for path in HOLDERS[code]):
            if (post.pk, code) not in known:
                grant_role(SYSTEM, post, role, Scope(kind="organ", organ=post.organ), start=start)
