"""Who writes, reviews and publishes on the sites of the demonstration city: on that of the government its office, on those of bureaus their own people."""

from mingtang.config.demo.granting import DemoRole
from mingtang.domains.portal.editing.api import (
    HOLDERS,
    MANAGE_COLUMNS,
    PUBLISH_ARTICLES,
    READ_MANUSCRIPTS,
    WRITE_MANUSCRIPTS,
)
from mingtang.domains.portal.visits.api import READ_VISITS

OFFICE = "city-government-office"
NEWSROOMS = {
    OFFICE: (
        "secretariat-one/clerk",
        "secretariat-one/head",
        "deputy",
        "director",
        "disclosure/head",
        "disclosure/head",
    ),
    "housing-bureau": ("approval/handler", "approval/head", "law/head", "deputy", "approval/head", "director"),
    "service-bureau": ("hotline/clerk", "hall/head", "deputy", "director", "efficiency/head", "director"),
}
"""By organ who edits, does the three reviews, publishes, and looks after the site."""
EDITOR = DemoRole(
    code="site_editor",
    name="网站编辑岗",
    permissions=(READ_MANUSCRIPTS, WRITE_MANUSCRIPTS, READ_VISITS),
    holders=(f"{OFFICE}/disclosure/clerk", *(f"{organ}/{posts[0]}" for organ, posts in NEWSROOMS.items())),
)
"""Also whoever adopts what units report: it becomes a manuscript of his."""
_ROLES = (
    (HOLDERS[1], "稿件初审岗", (READ_MANUSCRIPTS,)),
    (HOLDERS[2], "稿件复审岗", (READ_MANUSCRIPTS,)),
    (HOLDERS[3], "稿件终审岗", (READ_MANUSCRIPTS, PUBLISH_ARTICLES)),
    (HOLDERS[4], "稿件发布岗", (READ_MANUSCRIPTS, PUBLISH_ARTICLES)),
    ("site_admin", "站点管理岗", (READ_MANUSCRIPTS, WRITE_MANUSCRIPTS, MANAGE_COLUMNS, READ_VISITS)),
)


ROLES = (
    EDITOR,
    *(
        DemoRole(
            code=code,
            name=name,
            permissions=permissions,
            holders=tuple(f"{organ}/{posts[place]}" for organ, posts in NEWSROOMS.items()),
        )
        for place, (code, name, permissions) in enumerate(_ROLES, 1)
    ),
)
