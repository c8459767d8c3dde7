"""Who writes, reviews and publishes on the sites of the demonstration city: on that of the government its office, on that of a bureau its own people."""

from mingtang.config.demo.granting import DemoRole
from mingtang.domains.portal.editing.api import (
    HOLDERS,
    MANAGE_COLUMNS,
    PUBLISH_ARTICLES,
    READ_MANUSCRIPTS,
    WRITE_MANUSCRIPTS,
)
from mingtang.kernel.directory.actions.grants import Scope
from mingtang.kernel.directory.models import Post

OFFICE, BUREAU = "city-government-office", "housing-bureau"
_ROLES = (
    ("site_editor", "网站编辑岗", (READ_MANUSCRIPTS, WRITE_MANUSCRIPTS), "secretariat-one/clerk", "approval/handler"),
    (HOLDERS[1], "稿件初审岗", (READ_MANUSCRIPTS,), "secretariat-one/head", "approval/head"),
    (HOLDERS[2], "稿件复审岗", (READ_MANUSCRIPTS,), "deputy", "law/head"),
    (HOLDERS[3], "稿件终审岗", (READ_MANUSCRIPTS, PUBLISH_ARTICLES), "director", "deputy"),
    (HOLDERS[4], "稿件发布岗", (READ_MANUSCRIPTS, PUBLISH_ARTICLES), "disclosure/head", "approval/head"),
    ("site_admin", "站点管理岗", (READ_MANUSCRIPTS, WRITE_MANUSCRIPTS, MANAGE_COLUMNS), "disclosure/head", "director"),
)


def own_site(post: Post) -> Scope:
    """An office works for the site of the government it serves, everybody else for that of his own organ."""
    is_office = post.organ.superior is not None and post.organ.name.endswith("人民政府办公室")
    return Scope(kind="organ", organ=post.organ.superior if is_office else post.organ)


ROLES = tuple(
    DemoRole(
        code=code,
        name=name,
        permissions=permissions,
        holders=(f"{OFFICE}/{office}", f"{BUREAU}/{bureau}"),
        reach=own_site,
    )
    for code, name, permissions, office, bureau in _ROLES
)
