"""Who supervises time limits in the demonstration city, and who answers for organs."""

from datetime import date

from mingtang.domains.services.applications.api import READ_APPLICATIONS
from mingtang.domains.services.efficiency.api import ANSWER_LIGHTS, READ_EFFICIENCY, SUPERVISE_EFFICIENCY
from mingtang.domains.services.reporting.api import READ_REPORTED
from mingtang.kernel.cases.api import READ_CASES
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM, Permission

ROLES: dict[str, tuple[str, list[Permission]]] = {
    "efficiency_supervisor": (
        "效能监察岗",
        [READ_EFFICIENCY, SUPERVISE_EFFICIENCY, READ_APPLICATIONS, READ_CASES, READ_REPORTED],
    ),
    "efficiency_answerer": ("效能答复岗", [ANSWER_LIGHTS]),
}
SUPERVISORS = ("service-bureau/efficiency/head",)


def grant_efficiency(posts: dict[str, Post], start: date) -> None:
    """Supervisors watch the region of their organ; whoever leads an organ answers for it."""
    known = set(Grant.objects.filter(role__code__in=ROLES).values_list("post_id", "role__code"))
    roles = {code: _role(code, name, permissions) for code, (name, permissions) in ROLES.items()}
    leaders = [post for post in posts.values() if post.leads and post.unit_id is None]
    for post in (posts[path] for path in SUPERVISORS):
        if (post.pk, "efficiency_supervisor") not in known:
            scope = Scope(kind="region", region=post.organ.region)
            grant_role(SYSTEM, post, roles["efficiency_supervisor"], scope, start=start)
    for post in leaders:
        if (post.pk, "efficiency_answerer") not in known:
            grant_role(SYSTEM, post, roles["efficiency_answerer"], Scope(kind="organ", organ=post.organ), start=start)


def _role(code: str, name: str, permissions: list[Permission]) -> Role:
    known = Role.objects.filter(code=code).first()
    return known or define_role(SYSTEM, code=code, name=name, permissions=[each.code for each in permissions])
