"""The dictionary: the node's own words, which may be added and removed, and those that come with the program."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingtang.domains.interaction.moderation.actions import add_word, remove_word
from mingtang.domains.interaction.moderation.dictionary import shipped_words
from mingtang.domains.interaction.moderation.forms import WordForm
from mingtang.domains.interaction.moderation.models import AddedWord
from mingtang.domains.interaction.moderation.permissions import KEEP_WORDS
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import asks


@asks(KEEP_WORDS)
def words(request: Any) -> HttpResponseBase:
    """All words, and a form for one more; one statement for the words."""
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_word(request.actor, Organ.objects.get(pk=request.actor.organ_id), **form.cleaned_data)
            messages.success(request, "已增加。")
            return redirect("moderation_words")
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"form": form, "added": AddedWord.objects.visible_to(request.actor), "shipped": shipped_words()}
    return render(request, "interaction/words.html", context, status=422 if form.errors else 200)


@require_POST
@asks(KEEP_WORDS)
def remove(request: Any, pk: int) -> HttpResponseBase:
    """Remove one of the node's words."""
    remove_word(request.actor, get_object_or_404(AddedWord.objects.visible_to(request.actor), pk=pk))
    messages.success(request, "已删除。")
    return redirect("moderation_words")
