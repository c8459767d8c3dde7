"""Taking a list away as a file; each time leaves a record."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.access import ActorRequest
from mingtang.kernel.evidence.api import act
from mingtang.ui.listing import Listing


def exported(
    request: ActorRequest, listing: Listing, rows: QuerySet[Any], name: str, **form_arguments: Any
) -> HttpResponseBase:
    """The rows that the request filters, as a file."""
    with act(acts.EXPORT_ROWS, request.actor) as deed:
        deed.note = f"导出{name}：{request.GET.urlencode()}"
    return listing.export(request, rows, name, **form_arguments)
