"""Asking about an application with the code and password of its receipt; no account is needed."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingtang.domains.services.applications.forms import QueryForm
from mingtang.domains.services.applications.queries.own import application_with_code
from mingtang.domains.services.applications.queries.tracking import track_of
from mingtang.ui.rates import within_rate

PER_MINUTE = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponseBase:
    """Where an application is; wrong code and wrong password are the same to a stranger."""
    form = QueryForm(request.POST or None)
    if request.method == "POST" and not within_rate(request, "application-query", per_minute=PER_MINUTE):
        form.add_error(None, _("查询太频繁，请一分钟后再试。"))
    elif request.method == "POST" and form.is_valid():
        found = application_with_code(**form.cleaned_data)
        if found is not None:
            track = track_of(request.actor, found)  # type: ignore[attr-defined]
            return render(request, "applications/query.html", {"application": found, "track": track})
        form.add_error(None, _("没有找到这个办件，请核对查询码和查询密码。"))
    return render(request, "applications/query.html", {"form": form}, status=422 if form.errors else 200)
