"""Who draws up, reviews and publishes service items in the demonstration city: three people for each item."""

from datetime import date

from mingtang.domains.services.catalogue.api import (
    AUDIT_ITEMS,
    EDIT_ITEMS,
    MANAGE_CATALOG,
    READ_ITEMS,
    REVIEW_ITEMS,
)
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.models import Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM, Permission
from mingtang.kernel.forms.permissions import DESIGN_FORMS, PUBLISH_FORMS, READ_FORMS
from mingtang.kernel.letters.permissions import DESIGN_LETTERS, READ_LETTERS
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES, PUBLISH_PROCESSES, READ_PROCESSES

ROLES: dict[str, tuple[str, list[Permission]]] = {
    "item_editor": ("事项编制岗", [READ_ITEMS, EDIT_ITEMS]),
    "item_reviewer": ("事项审核岗", [READ_ITEMS, REVIEW_ITEMS]),
    "item_designer": (
        "事项设计岗",
        [READ_FORMS, DESIGN_FORMS, READ_PROCESSES, DESIGN_PROCESSES, READ_LETTERS, DESIGN_LETTERS],
    ),
    "item_auditor": (
        "事项审定岗",
        [READ_ITEMS, AUDIT_ITEMS, MANAGE_CATALOG, READ_FORMS, PUBLISH_FORMS, READ_PROCESSES, PUBLISH_PROCESSES],
    ),
}
HOLDERS: dict[str, tuple[str, ...]] = {
    "item_editor": (
        "housing-bureau/approval/handler", "market-bureau/approval/handler", "county-market-bureau/approval/handler",
        "health-commission/medical/handler",
    ),
    "item_reviewer": (
        "housing-bureau/approval/head", "market-bureau/director", "county-market-bureau/director",
        "health-commission/director",
    ),
    "item_designer": ("health-commission/medical/handler", "market-bureau/approval/handler"),
    "item_auditor": ("service-bureau/hall/head",),
}  # fmt: skip


def grant_catalogue(posts: dict[str, Post], start: date) -> None:
    """Grant the roles from `start`: editors and reviewers over their organ, the auditor over the city."""
    known = set(Grant.objects.filter(role__code__in=ROLES).values_list("post_id", "role__code"))
    for code, (name, permissions) in ROLES.items():
        role = Role.objects.filter(code=code).first() or define_role(
            SYSTEM, code=code, name=name, permissions=[each.code for each in permissions]
        )
        for post in (posts[path] for path in HOLDERS[code]):
            region = code == "item_auditor"
            scope = Scope(kind="region", region=post.organ.region) if region else Scope(kind="organ", organ=post.organ)
            if (post.pk, code) not in known:
                grant_role(SYSTEM, post, role, scope, start=start)
