"""Pictures and films for the pages of a site."""

from django.core.files.uploadedfile import UploadedFile

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.models import PortalSite, SiteMedium
from mingtang.domains.portal.sites.models.media import FILMS, PICTURES
from mingtang.kernel.content.api import store_file
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def add_medium(actor: Actor, portal: PortalSite, sent: UploadedFile, *, title: str) -> SiteMedium:
    """Keep a picture, a film or its captions for the pages of a site. Raises Refused when it is neither, NotPermitted."""
    with act(acts.ADD_MEDIUM, actor, within=portal) as deed:
        file = store_file(actor, sent)
        if file.content.kind not in PICTURES | FILMS:
            raise Refused("请上传图片（PNG、JPEG、WebP）、视频（MP4）或者字幕（WebVTT）。", "file")
        medium = SiteMedium(portal=portal, file=file, title=title)
        deed.create(medium)
    return medium
