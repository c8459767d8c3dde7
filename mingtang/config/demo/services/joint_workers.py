"""Who handles and decides the branches of joint matters in the demonstration city."""

from datetime import date

from mingtang.config.demo.services.case_workers import ROLES
from mingtang.kernel.directory.actions.grants import Scope, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM

_DIRECTORS = (
    "drawing-review-centre/director", "civil-defence-office/director", "fire-brigade/director", "police-bureau/director",
    "construction-safety-station/director", "tax-bureau/director", "labour-bureau/director", "housing-fund-centre/director",
    "medical-insurance-bureau/director", "finance-service-centre/director", "natural-resources-bureau/director",
)  # fmt: skip
HOLDERS: dict[str, tuple[str, ...]] = {
    "handler": (
        "drawing-review-centre/review/handler", "civil-defence-office/works/handler", "fire-brigade/prevention/handler",
        "construction-safety-station/registration/handler", "police-bureau/residence/handler",
        "tax-bureau/registration/handler", "labour-bureau/social-insurance/handler",
        "medical-insurance-bureau/enrolment/handler", "housing-fund-centre/deposits/handler",
        "finance-service-centre/banking/handler", "natural-resources-bureau/land-use/handler",
    ),
    "checker": _DIRECTORS,
    "decider": _DIRECTORS,
}  # fmt: skip
"""Small organs: whoever heads them checks and decides; a second person handles."""


def grant_joint(posts: dict[str, Post], start: date) -> None:
    """Grant the roles of case workers to those of the branches, each over its own organ."""
    known = set(Grant.objects.filter(role__code__in=ROLES).values_list("post_id", "role__code"))
    roles = {role.code: role for role in Role.objects.filter(code__in=HOLDERS)}
    for code, paths in HOLDERS.items():
        for post in (posts[path] for path in paths):
            if (post.pk, code) not in known:
                grant_role(SYSTEM, post, roles[code], Scope(kind="organ", organ=post.organ), start=start)
