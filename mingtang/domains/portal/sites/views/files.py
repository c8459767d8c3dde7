"""Files of published articles, and media of sites, as everybody may fetch them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingtang.domains.portal.sites.models import SiteMedium
from mingtang.domains.portal.sites.queries import published_file
from mingtang.domains.portal.sites.views.furniture import open_site_or_404
from mingtang.kernel.content.api import File, NoPreview, can_open, download, page_picture, picture

WIDTHS = (320, 640, 960)
"""Sizes in which pictures are drawn anew, in pixels; others would fill the node with what nobody needs."""


@require_safe
def article_file(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """A file while an article of this site that everybody may read has it, also as a picture or film in its text; two
    statements. `?width=` gives a picture in one of the `WIDTHS`.
    """
    found = published_file(open_site_or_404(key), pk)
    if found is None or not can_open(request.actor, found.file):  # type: ignore[attr-defined]
        raise Http404
    return _given(request, found.file)


@require_safe
def site_medium(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """A medium of an open site, a picture also in one of the `WIDTHS`; two statements."""
    rows = SiteMedium.objects.filter(portal=open_site_or_404(key)).select_related("file__content")
    found = rows.filter(pk=pk).first()
    if found is None or not can_open(request.actor, found.file):  # type: ignore[attr-defined]
        raise Http404
    return _given(request, found.file)


def _given(request: HttpRequest, file: File) -> HttpResponseBase:
    """The file, or its drawing as WebP where a width is asked for and it can be drawn."""
    wanted = request.GET.get("width", "")
    if wanted not in map(str, WIDTHS):
        return download(request, file)
    try:
        return picture(page_picture(file.content, 1, int(wanted)))
    except NoPreview as reason:
        raise Http404 from reason
