"""One's own phrases for opinions."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mingtang.kernel.cases.actions import desk
from mingtang.kernel.cases.forms.desk import PhraseForm
from mingtang.kernel.cases.models import Phrase
from mingtang.kernel.cases.queries.desk import USUAL_PHRASES, own_phrases
from mingtang.kernel.cases.views.access import ActorRequest, officials_only
from mingtang.kernel.directory.api import Refused


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def phrases(request: ActorRequest) -> HttpResponseBase:
    """The phrases, and a form for one more."""
    form = PhraseForm(request.POST or None)
    if form.is_valid():
        try:
            desk.add_phrase(request.actor, form.cleaned_data["text"])
        except Refused as reason:
            form.add_error("text", str(reason))
        else:
            messages.success(request, _("已添加。"))
            return redirect("phrases")
    context = {"phrases": own_phrases(request.actor), "usual": USUAL_PHRASES, "form": form}
    return render(request, "cases/phrases.html", context, status=422 if form.errors else 200)


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def phrase(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The words of one phrase."""
    found = _own(request, pk)
    form = PhraseForm(request.POST or None, initial={"text": found.text})
    if form.is_valid():
        try:
            desk.revise_phrase(request.actor, found, form.cleaned_data["text"])
        except Refused as reason:
            form.add_error("text", str(reason))
        else:
            messages.success(request, _("已保存。"))
            return redirect("phrases")
    return render(request, "cases/phrase.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@officials_only
@require_POST
def phrase_place(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Move a phrase up, or remove it."""
    found = _own(request, pk)
    if request.POST.get("do") == "remove":
        desk.drop_phrase(request.actor, found)
        messages.success(request, _("已删除“%s”。") % found.text)
    else:
        desk.raise_phrase(request.actor, found)
    return redirect("phrases")


def _own(request: ActorRequest, pk: int) -> Phrase:
    found = Phrase.objects.filter(pk=pk, account=request.actor.account_id).first()
    if found is None:
        raise Http404
    return found
