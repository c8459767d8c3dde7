"""Pages that the desks of all rooms share: one form, one post, and the press of a button that releases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.domains.interaction.moderation.models import Post
from mingtang.domains.interaction.moderation.views.judging import judge, judge_form
from mingtang.kernel.directory.api import Refused
from mingtang.ui.listing import ListPage

Place = tuple[str, str]
"""What a page is called, and its address."""


@dataclass(frozen=True)
class ListWords:
    """What a public list says, to be translated: title, what one may do, when nothing is found or nothing there. `here` is its area."""

    here: str
    title: Any
    lead: Any
    none_found: Any
    none_yet: Any
    icon: str


def public_list(request: Any, template: str, words: ListWords, page: ListPage) -> HttpResponseBase:
    """A public list of what people may take part in; `template` extends interaction/occasions.html."""
    return render(request, template, {"words": words, "page": page})


def blame(form: forms.BaseForm, refusal: Refused) -> None:
    """Say a refusal beside its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def form_page(
    request: Any, form: forms.BaseForm, do: Callable[[], Any], *, title: str, up: Place, lead: str = ""
) -> HttpResponseBase:
    """A page with one form; what was typed stays when it is refused. Goes on to what `do` answers, else up again."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do() or up[1])
        except Refused as refusal:
            blame(form, refusal)
    context = {"form": form, "title": title, "up": up, "lead": lead}
    return render(request, "interaction/desk_form.html", context, status=422 if form.errors else 200)


def post_page(
    request: Any, post: Post, second: forms.Form, do: Callable[[], None], *, title: str,
    about: Sequence[tuple[str, Any]], up: Place,
) -> HttpResponseBase:  # fmt: skip
    """A post with the form that judges it, and the `second` one, called `title`, that treats or answers it."""
    what = request.POST.get("what", "")
    judging = judge_form(request.POST if what == "judging" else None, post)
    form: forms.Form = judging if what == "judging" else second
    if form.is_valid():
        try:
            if form is judging:
                judge(request.actor, post, judging)
            else:
                do()
            messages.success(request, "已登记。")
            return redirect(request.path)
        except Refused as refusal:
            blame(form, refusal)
    context = {"post": post, "about": about, "judging": judging, "second": second, "second_title": title, "up": up}
    return render(request, "interaction/post.html", context, status=422 if form.errors else 200)


def release(request: Any, do: Callable[[], None], there: str) -> HttpResponseBase:
    """Release something by the press of a button, or say why not."""
    try:
        do()
        messages.success(request, "已发布。")
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(there)
