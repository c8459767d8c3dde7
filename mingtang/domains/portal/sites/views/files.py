"""Files of published articles, as everybody may fetch them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingtang.domains.portal.sites.queries import published_file
from mingtang.domains.portal.sites.views.furniture import open_site_or_404
from mingtang.kernel.content.api import can_open, download


@require_safe
def article_file(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """A file while an article of this site that everybody may read has it, also as a picture or film in its text; two
    statements.
    """
    found = published_file(open_site_or_404(key), pk)
    if found is None or not can_open(request.actor, found.file):  # type: ignore[attr-defined]
        raise Http404
    return download(request, found.file)
