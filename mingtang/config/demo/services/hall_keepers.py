"""Who runs the halls of the demonstration city, calls raters back and puts right what they complain of."""

from datetime import date

from mingtang.config.demo.services.case_workers import HOLDERS as CASE_WORKERS
from mingtang.domains.services.hall.api import HAND_OUT, MANAGE_HALL, SERVE_AT_WINDOW
from mingtang.domains.services.ratings.api import AUDIT_RATINGS, CALL_RATERS, READ_RATINGS
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM, Permission

ROLES: dict[str, tuple[str, list[Permission]]] = {
    "hall_clerk": ("窗口叫号岗", [SERVE_AT_WINDOW]),
    "hall_delivery": ("窗口出件岗", [HAND_OUT]),
    "hall_manager": ("大厅管理岗", [MANAGE_HALL, SERVE_AT_WINDOW, READ_RATINGS]),
    "rating_officer": ("好差评管理岗", [READ_RATINGS, CALL_RATERS, AUDIT_RATINGS]),
    "rating_handler": ("差评整改岗", [READ_RATINGS]),
}
_MANAGERS = ("service-bureau/hall/head", "district-service-bureau/hall/head")
_WINDOWS = CASE_WORKERS["front_clerk"]
HOLDERS: dict[str, tuple[str, ...]] = {
    "hall_clerk": _WINDOWS,
    "hall_delivery": _WINDOWS,
    "hall_manager": _MANAGERS,
    "rating_officer": (*_MANAGERS, "service-bureau/efficiency/head"),
    "rating_handler": (*CASE_WORKERS["checker"], *CASE_WORKERS["handler"], "service-bureau/director"),
}


def grant_hall(posts: dict[str, Post], start: date) -> None:
    """Grant the roles from `start`, each over the holder's own organ."""
    known = set(Grant.objects.filter(role__code__in=ROLES).values_list("post_id", "role__code"))
    for code, (name, permissions) in ROLES.items():
        role = Role.objects.filter(code=code).first() or define_role(
            SYSTEM, code=code, name=name, permissions=[each.code for each in permissions]
        )
        for post in (posts[path] for path in HOLDERS[code]):
            if (post.pk, code) not in known:
                grant_role(SYSTEM, post, role, Scope(kind="organ", organ=post.organ), start=start)
