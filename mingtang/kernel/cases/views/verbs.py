"""One page for each handling verb: its form, what it will do, and afterwards the way on."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mingtang.kernel.cases.actions import desk
from mingtang.kernel.cases.actions.filing import Answers, complete
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.choices import Choice, decisions, form_code, previewed, routing_names
from mingtang.kernel.cases.forms.verbs import FORMS, ChoosingForm, ReturnForm, VerbForm
from mingtang.kernel.cases.handling import handle
from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.cases.models import Token as TokenRow
from mingtang.kernel.cases.people import names_of
from mingtang.kernel.cases.queries import tasks
from mingtang.kernel.cases.queries.desk import draft_of, phrases_for
from mingtang.kernel.cases.queries.overview import steps_of
from mingtang.kernel.cases.queries.standing import Offer, offers, state_of, steps_to_return_to
from mingtang.kernel.cases.rules import account_of
from mingtang.kernel.cases.signing import takes_signature
from mingtang.kernel.cases.views.access import ActorRequest, case_in_reach, officials_only
from mingtang.kernel.cases.views.columns import item_url
from mingtang.kernel.cases.views.signing import ToSign, signature_in, signing_page, to_sign
from mingtang.kernel.cases.views.wording import WORDINGS, Wording
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.forms import api as forms
from mingtang.kernel.processes.api import net_of
from mingtang.lib.flow import Refused, State, Token, Verb
from mingtang.lib.flow.commands import Complete

_WHOLE = frozenset({Verb.SUSPEND, Verb.RESUME, Verb.TERMINATE, Verb.VOID, Verb.ADD_TASK})
_CONFLICT, _FORBIDDEN, _UNFIT = 409, 403, 422


@dataclass
class Sheet:
    """A verb about to be used: where, on what, with which forms. `signing` is what waits for a signature, if it does."""

    case: Case
    no: int
    verb: Verb
    token: Token | None
    title: str
    form: VerbForm
    choices: tuple[Choice, ...] = ()
    answers: Any = None
    form_version: int = 0
    status: int = 200
    signing: ToSign | None = None

    @property
    def takes_signature(self) -> bool:
        """Whether the item is completed with a signature."""
        return self.verb is Verb.COMPLETE and self.token is not None and takes_signature(self.case, self.token.node)

    @property
    def sign(self) -> str:
        """Not empty for an added signature, which is asked for in other words than the step."""
        return self.token.sign if self.token else ""

    @property
    def wording(self) -> Wording:
        return WORDINGS[self.verb]

    @property
    def url(self) -> str:
        return reverse("case_verb", args=[self.case.pk, self.no, self.verb])

    @property
    def next(self) -> str:
        """What happens next where nothing is to be decided."""
        return self.choices[0].next if len(self.choices) == 1 else ""


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def case_verb(request: ActorRequest, pk: int, no: int, verb: str) -> HttpResponseBase:
    """Ask what the verb needs, then do it. What was typed stays when it is refused."""
    if verb not in {str(each) for each in Verb} or (no == 0 and Verb(verb) not in _WHOLE):
        raise Http404
    case = case_in_reach(request, pk)
    sheet = sheet_of(request, case, no, Verb(verb))
    if door := _door_of(sheet):
        return redirect(door)
    if request.method == "POST" and not {"phrase", "edit"} & request.POST.keys() and not _reshaped(sheet):
        done = _carry_out(request, sheet)
        if done is not None:
            return _onward(request, sheet, done)
        if sheet.signing is not None:
            return signing_page(request, sheet, sheet.signing)
    return render(request, "cases/verb.html", _context(request, sheet), status=sheet.status)


def sheet_of(request: ActorRequest, case: Case, no: int, verb: Verb, state: State | None = None) -> Sheet:
    """The sheet of a verb, filled with what was sent, or with the draft that was kept."""
    state = state or state_of(case, past=verb is Verb.WITHDRAW)
    token = state.live.get(no) or (state.past or {}).get(no)
    title = token.title or net_of(case.version_id)[token.node].title if token and (token.title or token.node) else ""
    sheet = Sheet(case, no, verb, token, title, form=None)  # type: ignore[arg-type]
    if verb is Verb.COMPLETE and token is not None:
        _ask_answers(request, sheet)
        _offer_choices(sheet, state)
    sheet.form = _form_of(request, sheet)
    return sheet


def _door_of(sheet: Sheet) -> str:
    """The page of the domain where the item is done instead; empty for none."""
    words = case_type(sheet.case.type).steps.get(sheet.token.node) if sheet.token and not sheet.sign else None
    return words.door(sheet.case).url if sheet.verb is Verb.COMPLETE and words and words.door else ""


def _ask_answers(request: ActorRequest, sheet: Sheet) -> None:
    """The form of the step, if it has one that is published."""
    code = form_code(sheet.case, sheet.token.node) if sheet.token else ""
    if not code:
        return
    try:
        sheet.form_version = forms.published_id(code, sheet.case.organ_id)
    except forms.NoForm:
        return
    form = forms.form_class(sheet.form_version)
    if request.method == "POST":
        sheet.answers = form(request.POST, request.FILES, actor=request.actor)
    else:
        draft = draft_of(request.actor, sheet.case, sheet.no)
        sheet.answers = form(actor=request.actor, answers=draft.body if draft else None)


def _offer_choices(sheet: Sheet, state: State) -> None:
    asked = frozenset(sheet.answers.fields) if sheet.answers is not None else frozenset()
    token, net = sheet.token, net_of(sheet.case.version_id)
    if token is not None:
        choices = decisions(sheet.case, token.node, token.sign, asked)
        told = not asked & routing_names(net)  # where the answers decide, nobody knows yet what follows
        sheet.choices = previewed(sheet.case, state, token, choices) if told else choices


def _form_of(request: ActorRequest, sheet: Sheet) -> VerbForm:
    kind, more = FORMS[sheet.verb], dict[str, Any]()
    if issubclass(kind, ChoosingForm):
        more["choices"] = sheet.choices
        if not sheet.sign:
            more["words"] = case_type(sheet.case.type).steps.get(sheet.token.node if sheet.token else "")
    if issubclass(kind, ReturnForm):
        more["targets"] = targets_of(sheet.case, sheet.no)
    shared: dict[str, Any] = {"actor": request.actor, "token": sheet.token, **more}
    if request.method == "POST" and "phrase" not in request.POST:
        return kind(request.POST, **shared)
    return kind(initial=_begin(request, sheet), **shared)


def _begin(request: ActorRequest, sheet: Sheet) -> dict[str, Any]:
    """A fresh key, with the kept draft; or everything as sent when only a phrase is to be added."""
    if request.method == "POST":
        names = [name for name in request.POST if name.startswith("act-")]
        sent: dict[str, Any] = {name.removeprefix("act-"): request.POST.get(name) for name in names}
        sent["people"] = request.POST.getlist("act-people")
        return {**sent, "opinion": f"{sent.get('opinion') or ''}{request.POST['phrase']}"}
    draft = draft_of(request.actor, sheet.case, sheet.no)
    return {"key": uuid4().hex, **({"opinion": draft.text} if draft else {})}


def targets_of(case: Case, no: int) -> list[tuple[int, str]]:
    """Steps to which an item may be returned, with organ and person who did them; four statements."""
    steps = steps_to_return_to(case, no)
    accounts = {account for token in steps if (account := account_of(token.holder))}
    names, net = names_of(accounts), net_of(case.version_id)
    rows = TokenRow.objects.filter(case=case.pk, no__in=[token.no for token in steps]).select_related("organ")
    organs = {row.no: row.organ.label for row in rows if row.organ}
    whose = {token.no: names.get(account_of(token.holder) or 0, _("未知")) for token in steps}
    return [
        (token.no, f"{token.title or net[token.node].title}（{organs.get(token.no, '')} {whose[token.no]}）")
        for token in steps
    ]


def _reshaped(sheet: Sheet) -> bool:
    """Whether the form was sent only to add or remove a row of a table."""
    if sheet.answers is None or not sheet.answers.is_reshaped:
        return False
    sheet.answers = sheet.answers.reshaped()
    return True


def _carry_out(request: ActorRequest, sheet: Sheet) -> Step | None:
    """Do it; None when something is missing or it was refused, which the forms then say."""
    fits = sheet.form.is_valid()
    if sheet.answers is not None and not sheet.answers.is_valid():
        fits = False
    if not fits:
        sheet.status = _UNFIT
        return None
    try:
        return _handled(request, sheet)
    except Refused as reason:
        sheet.status = _CONFLICT
        sheet.form.add_error(None, str(reason))
    except NotPermitted as reason:
        sheet.status = _FORBIDDEN
        sheet.form.add_error(None, str(reason))
    return None


def _handled(request: ActorRequest, sheet: Sheet) -> Step | None:
    form, command = sheet.form, sheet.form.command(sheet.no)
    key = form.cleaned_data["key"]
    if not isinstance(command, Complete):
        return handle(request.actor, sheet.case.pk, command, opinion=form.said, key=key)
    answers = None
    if sheet.answers is not None and sheet.token is not None:
        data = sheet.answers.answers
        known = {name: data[name] for name in routing_names(net_of(sheet.case.version_id)) & data.keys()}
        command = Complete(command.token, command.outcome, {**known, **command.vars})
        answers = Answers(form_code(sheet.case, sheet.token.node), sheet.form_version, data)
    given: dict[str, Any] = {"answers": answers, "opinion": form.said}
    if sheet.takes_signature:
        return _signed(request, sheet, command, given, key)
    return complete(request.actor, sheet.case.pk, command, key=key, **given)


def _signed(request: ActorRequest, sheet: Sheet, command: Complete, given: dict[str, Any], key: str) -> Step | None:
    """Complete with the signature that was sent. Without one, or with one that does not hold, show what is to be signed."""
    refusal, sent = "", signature_in(request)
    if sent is not None:
        try:
            return complete(request.actor, sheet.case.pk, command, key=key, signature=sent, **given)
        except Refused as reason:
            if reason.code != "signature":
                raise
            refusal = str(reason)
    if why_not := reason_of(offers(request.actor, sheet.case, sheet.no), sheet.verb):
        raise Refused("right", why_not)
    sheet.signing = to_sign(request.actor, sheet.case.pk, command, refusal=refusal, **given)
    return None


def _onward(request: ActorRequest, sheet: Sheet, step: Step) -> HttpResponseBase:
    """Say what was done, with the way to take it back; then to the next item, or to the case."""
    title = f"“{sheet.title or sheet.case.title}”"
    words = format_html("{}{}。", sheet.wording.done, title)
    if sheet.verb is Verb.COMPLETE:
        undo = reverse("case_verb", args=[sheet.case.pk, sheet.no, Verb.WITHDRAW])
        words = format_html('{}后面的人办理之前可以<a href="{}">撤回</a>。', words, undo)
    messages.success(request, words)
    if sheet.verb is Verb.COMPLETE:
        return redirect(_next_url(request))
    if sheet.verb in {Verb.REASSIGN, Verb.RETURN, Verb.RELEASE}:
        return redirect("tasks")
    return redirect(
        item_url(sheet.case.pk, step.no) if sheet.verb is Verb.CLAIM else reverse("case", args=[sheet.case.pk])
    )


def _next_url(request: ActorRequest) -> str:
    """The oldest item that is left, when the reader wants to go on; else the list."""
    left = tasks.mine(request.actor).first() if request.POST.get("then") == "next" else None
    return item_url(left.case_id, left.no) if left else reverse("tasks")


def _context(request: ActorRequest, sheet: Sheet) -> dict[str, Any]:
    case = sheet.case
    opinions = [step for step in steps_of(case) if step.opinion][:5]
    why_not = reason_of(offers(request.actor, case, sheet.no), sheet.verb) if sheet.status == 200 else ""
    return {
        "sheet": sheet, "case": case, "form": sheet.form, "why_not": why_not, "opinions": opinions,
        "phrases": phrases_for(request.actor) if "opinion" in sheet.form.fields else [],
        "back": item_url(case.pk, sheet.no) if sheet.no else reverse("case", args=[case.pk]),
        "choices": {choice.label: choice.next for choice in sheet.choices},
    }  # fmt: skip


def reason_of(found: tuple[Offer, ...], verb: Verb) -> str:
    """Why a verb cannot be used; empty when it can."""
    return next((offer.reason for offer in found if offer.verb is verb), "")


@never_cache
@officials_only
@require_POST
def opinion_draft(request: ActorRequest, pk: int, no: int) -> HttpResponseBase:
    """Keep the opinion that is being written and the sound answers of the form: by the page while one types, or by the
    button.
    """
    case = case_in_reach(request, pk)
    sheet = sheet_of(request, case, no, Verb.COMPLETE)
    if sheet.token is None:
        raise Http404
    answers = sheet.answers
    if answers is not None:
        answers.is_valid()
    body = answers.answers if answers is not None else {}
    desk.keep_draft(request.actor, case, no, request.POST.get("act-opinion", "").replace("\0", ""), body)
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=204)
    messages.success(request, _("意见已暂存，下次打开这件事项时还在。"))
    return redirect(item_url(case.pk, no))
