"""Fetching files of letters: for everybody what was let out, for authors what is theirs and what came with the answer."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.domains.interaction.messages.models import AttachedFile
from mingtang.domains.interaction.messages.queries.files import authors_files, public_files
from mingtang.domains.interaction.messages.queries.letters import public_letters
from mingtang.domains.interaction.messages.views.writing import own_or_404
from mingtang.kernel.content.api import File, NoPreview, can_open, download, page_picture, picture


@never_cache
@require_safe
def public_file(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """A file that was let out with a published letter; pictures are drawn anew, so that they tell nothing but what they show."""
    attached = _one(public_files(get_object_or_404(public_letters(), pk=pk)), file_id)
    shown: File = attached.shown  # type: ignore[assignment]
    _require_open(request, shown)
    if not attached.is_picture:
        return download(request, shown, name=attached.public_name)
    try:
        return picture(page_picture(shown.content, 1))
    except NoPreview as reason:
        raise Http404(str(reason)) from reason


@never_cache
@require_safe
def own_file(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """A file of one's own letter, or of the answer to it."""
    attached = _one(authors_files(own_or_404(request, pk)), file_id)
    _require_open(request, attached.file)
    return download(request, attached.file)


def _one(files: Iterable[AttachedFile], key: int) -> AttachedFile:
    found = next((each for each in files if each.pk == key), None)
    if found is None:
        raise Http404
    return found


def _require_open(request: HttpRequest, file: File) -> None:
    if not can_open(request.actor, file):  # type: ignore[attr-defined]
        raise PermissionDenied("文件没有通过查毒，不能下载。")
