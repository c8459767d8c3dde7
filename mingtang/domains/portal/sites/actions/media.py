"""Pictures and films for the pages of a site."""

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.models import PortalSite, SiteMedium
from mingtang.domains.portal.sites.models.media import FILMS, PICTURES
from mingtang.domains.portal.sites.uses import uses_of
from mingtang.kernel.content.api import File
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def add_medium(actor: Actor, portal: PortalSite, file: File, *, title: str) -> SiteMedium:
    """Have a picture, a film or its captions at hand for the pages of a site. Raises Refused when it is neither, NotPermitted."""
    if file.content.kind not in PICTURES | FILMS:
        raise Refused("请上传图片（PNG、JPEG、WebP）、视频（MP4）或者字幕（WebVTT）。", "file")
    medium = SiteMedium(portal=portal, file=file, title=title)
    with act(acts.ADD_MEDIUM, actor, medium, within=portal) as deed:
        deed.create(medium)
    return medium


def change_medium(actor: Actor, portal: PortalSite, medium: SiteMedium, *, title: str) -> None:
    """Say otherwise what is to be seen; blocks that show it have words of their own. Raises Refused, NotPermitted."""
    with act(acts.CHANGE_MEDIUM, actor, medium, within=portal) as deed:
        if not title.strip():
            raise Refused("请写明图上、视频里有什么。", "title")
        deed.change(medium, title=title.strip())


def remove_medium(actor: Actor, portal: PortalSite, medium: SiteMedium, *, reason: str) -> None:
    """Take away what no page shows. Raises Refused with what shows it, or without a reason, NotPermitted."""
    with act(acts.REMOVE_MEDIUM, actor, medium, within=portal, basis=reason.strip()) as deed:
        if not reason.strip():
            raise Refused("请写明删除的原因。", "reason")
        if uses := uses_of(medium):
            named = "、".join(f"“{use.title}”（{use.kind}）" for use in uses[:5])
            raise Refused(f"还有 {len(uses)} 处在用，不能删除：{named}。")
        deed.remove(medium)
