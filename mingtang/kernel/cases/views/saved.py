"""Saved views of the lists of work."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mingtang.kernel.cases.actions import desk
from mingtang.kernel.cases.forms.desk import ViewForm
from mingtang.kernel.cases.models import SavedView
from mingtang.kernel.cases.views.access import ActorRequest, officials_only
from mingtang.kernel.cases.views.places import BY_ADDRESS
from mingtang.kernel.directory.api import Refused


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def views_of_list(request: ActorRequest, address: str) -> HttpResponseBase:
    """The views of one list, and a form that keeps the filters one came with under a name."""
    place = BY_ADDRESS.get(address)
    if place is None:
        raise Http404
    form = ViewForm(request.POST or None, initial={"query": request.GET.get("keep", "")[:600]})
    if form.is_valid():
        values = form.cleaned_data
        try:
            view = desk.save_view(request.actor, address, values["name"], values["query"], default=values["default"])
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, _("已保存视图“%s”。") % view.name)
            return redirect(f"{place.url}?{view.query or 'view=all'}")
    own = SavedView.objects.filter(account=request.actor.account_id, place=address)
    context = {"place": place, "views": own, "form": form, "keep": "keep" in request.GET or request.method == "POST"}
    return render(request, "cases/views.html", context, status=422 if form.errors else 200)


@never_cache
@officials_only
@require_POST
def saved_view(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Open the list with this view, with none, or forget the view."""
    view = SavedView.objects.filter(pk=pk, account=request.actor.account_id).first()
    if view is None:
        raise Http404
    if request.POST.get("do") == "remove":
        desk.drop_view(request.actor, view)
        messages.success(request, _("已删除视图“%s”。") % view.name)
    else:
        desk.open_with_view(request.actor, view, wanted=request.POST.get("do") == "default")
    return redirect("work_views", view.place)
