"""Who edits what units report, and who shares and takes articles, in the demonstration city."""

from mingtang.config.demo.granting import DemoRole
from mingtang.domains.portal.contributions.permissions import (
    APPROVE_BULLETINS,
    EDIT_CONTRIBUTIONS,
    READ_CONTRIBUTIONS,
)
from mingtang.domains.portal.sharing.permissions import READ_SHARING, SHARE_ARTICLES, TAKE_ARTICLES
from mingtang.kernel.directory.actions.grants import Scope
from mingtang.kernel.directory.models import Post

OFFICE = "city-government-office"


def superior_organ(post: Post) -> Scope:
    """A bureau that keeps the site of its government."""
    return Scope(kind="organ", organ=post.organ.superior)


ROLES = (
    DemoRole(
        code="contribution_editor",
        name="信息采编岗",
        permissions=(READ_CONTRIBUTIONS, EDIT_CONTRIBUTIONS),
        holders=(f"{OFFICE}/disclosure/head", f"{OFFICE}/disclosure/clerk"),
    ),
    DemoRole(
        code="bulletin_approver",
        name="信息通报签发岗",
        permissions=(READ_CONTRIBUTIONS, APPROVE_BULLETINS),
        holders=(f"{OFFICE}/director",),
    ),
    DemoRole(
        code="article_sharer",
        name="内容共享岗",
        permissions=(READ_SHARING, SHARE_ARTICLES, TAKE_ARTICLES),
        holders=(f"{OFFICE}/disclosure/head",),
    ),
    DemoRole(
        code="article_taker",
        name="转载编辑岗",
        permissions=(READ_SHARING, TAKE_ARTICLES),
        holders=("housing-bureau/approval/head", "market-bureau/approval/head"),
    ),
    DemoRole(
        code="county_article_taker",
        name="县级门户转载编辑岗",
        permissions=(READ_SHARING, TAKE_ARTICLES),
        holders=("county-service-bureau/director",),
        reach=superior_organ,
    ),
)
