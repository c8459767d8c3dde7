"""Writing a letter, asking about it with number and code, rating the answer, asking further."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.interaction.messages.actions.mailboxes import KIND as LEADERS
from mingtang.domains.interaction.messages.actions.rating import rate
from mingtang.domains.interaction.messages.actions.submitting import ask_further, may_ask_further, submit
from mingtang.domains.interaction.messages.file_rows import rows_for_author
from mingtang.domains.interaction.messages.forms.writing import (
    CodeForm,
    FurtherQuestionForm,
    LetterForm,
    SatisfactionForm,
)
from mingtang.domains.interaction.messages.kinds import channels_in_brief, kinds
from mingtang.domains.interaction.messages.models import Mailbox, Message
from mingtang.domains.interaction.messages.queries.letters import answering_organs, desk_of_site, letter_with_code
from mingtang.domains.interaction.messages.views.public import course_of
from mingtang.domains.interaction.moderation.api import require_patience
from mingtang.kernel.directory.api import Refused

LETTERS_PER_MINUTE, QUERIES_PER_MINUTE = 5, 10
OWN = "own_messages"
"""Where a session keeps the keys of messages whose code was shown in it."""
MOST_OWN = 20


@require_safe
def choose(request: HttpRequest) -> HttpResponseBase:
    """Which kind of letter it is to be."""
    context = {"kinds": kinds().values(), "channels": channels_in_brief(), "desk": desk_of_site()}
    return render(request, "interaction/choose.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Write a letter, to a leader in a box of his own. Without a desk the page before it says so."""
    if kind not in kinds():
        raise Http404
    if kind == LEADERS and Mailbox.objects.open().exists():
        return redirect("mailboxes")
    desk = desk_of_site()
    if desk is None:
        return redirect("choose_message")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    actor: Any = request.actor  # type: ignore[attr-defined]
    form = LetterForm(*sent, actor=actor, kind=kinds()[kind], organs=answering_organs(desk))
    context = {
        "title": kinds()[kind].label, "lead": kinds()[kind].hint, "back": reverse("choose_message"), "above": _("我要写信")
    }  # fmt: skip
    return letter_form_page(request, form, lambda: submit(actor, desk, form.letter), context)


def letter_form_page(
    request: HttpRequest, form: LetterForm, send: Callable[[], Message], context: dict[str, Any]
) -> HttpResponseBase:
    """A page with a letter to write; what was typed stays when it is refused. Goes on to the letter."""
    if request.method == "POST" and form.is_valid():
        try:
            require_patience(request, "message", LETTERS_PER_MINUTE)
            message = send()
            _remember(request, message)
            return redirect("own_message", pk=message.pk)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context |= {"form": form, "may_attach": "files" in form.fields}
    return render(request, "interaction/write.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest) -> HttpResponseBase:
    """Where a letter is; wrong number and wrong code are the same to a stranger."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            require_patience(request, "message-query", QUERIES_PER_MINUTE)
            message = letter_with_code(**form.cleaned_data)
            if message is None:
                raise Refused(_("没有找到这件留言，请核对编号和查询码。"))
            _remember(request, message)
            return redirect("own_message", pk=message.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "interaction/query.html", {"form": form}, status=422 if form.errors else 200)


def _remember(request: HttpRequest, message: Message) -> None:
    """Know that this browser has shown the code of the message, or has just written it."""
    known = [key for key in request.session.get(OWN, []) if key != message.pk]
    request.session[OWN] = [*known, message.pk][-MOST_OWN:]


def own_or_404(request: HttpRequest, pk: int) -> Message:
    """A message that this browser has shown the code of, or that belongs to whoever has signed in."""
    message: Message | None = Message.objects.listed().select_related("follows").filter(pk=pk).first()
    account = request.actor.account_id  # type: ignore[attr-defined]
    own = message is not None and account is not None and message.account_id == account
    if message is None or not (own or pk in request.session.get(OWN, [])):
        raise Http404
    return message


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One's own letter with its answer; it can be rated and asked about further, once each."""
    message = own_or_404(request, pk)
    forms = _forms(request, message)
    if request.method == "POST":
        form = forms.get(request.POST.get("what", ""))
        if form is not None and form.is_valid():
            try:
                return redirect("own_message", pk=_said(request, message, form))
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"message": message, "events": course_of(message), "files": rows_for_author(message), **forms}
    faulty = any(form.errors for form in forms.values())
    return render(request, "interaction/own.html", context, status=422 if faulty else 200)


def _forms(request: HttpRequest, message: Message) -> dict[str, Any]:
    """The forms that are open to the author now, by what they say."""
    asked = request.POST.get("what", "")
    open_forms: dict[str, Any] = {}
    if message.replied_at and message.unit_id and message.rated_at is None:
        open_forms["rating"] = SatisfactionForm(request.POST if asked == "rating" else None)
    if may_ask_further(message):
        open_forms["further"] = FurtherQuestionForm(request.POST if asked == "further" else None)
    return open_forms


def _said(request: HttpRequest, message: Message, form: Any) -> int:
    """Keep what the author says; answers the message to go on with."""
    require_patience(request, "message", LETTERS_PER_MINUTE)
    actor: Any = request.actor  # type: ignore[attr-defined]
    if isinstance(form, SatisfactionForm):
        rate(actor, message, **form.cleaned_data)
        return int(message.pk)
    further = ask_further(actor, message, **form.cleaned_data)
    _remember(request, further)
    return int(further.pk)
