"""Pictures and films for the pages of a site."""

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.models import PortalSite, SiteMedium
from mingtang.domains.portal.sites.models.media import FILMS, PICTURES
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
