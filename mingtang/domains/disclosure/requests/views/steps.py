"""Each thing that is done to a request: one page, one form, one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.disclosure.requests.actions import (
    charging,
    contesting,
    excess,
    giving,
    handling,
    receiving,
    replying,
    serving,
)
from mingtang.domains.disclosure.requests.fees import Measure
from mingtang.domains.disclosure.requests.forms import steps as forms
from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.domains.disclosure.requests.queries.requests import requests_for
from mingtang.domains.disclosure.requests.replies import reply_kinds
from mingtang.domains.disclosure.requests.rules import Asked, Course, Opinion, Result, Way
from mingtang.domains.disclosure.requests.views.faults import FAULTS, blame
from mingtang.kernel.evidence.api import Actor, asks

Doing = Callable[[Actor, DisclosureRequest, dict[str, Any]], object]


@dataclass(frozen=True)
class StepPage:
    """One thing to do: its title, what the button says, its form and the action."""

    title: str
    button: str
    form: type[forms.StepForm]
    do: Doing


def _plain(action: Callable[..., object]) -> Doing:
    """An action that takes what the form says as it is."""
    return lambda actor, row, said: action(actor, row, **said)


def _consult(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> object:
    return handling.ask_opinion(actor, row, **said | {"asked": Asked(said["asked"])})


def _opinion(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    consultation = said.pop("consultation")
    consultation.request = row
    handling.take_opinion(actor, consultation, **said | {"opinion": Opinion(said["opinion"])})


def _charge(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    charging.charge_fee(actor, row, measure=Measure(said["measure"]), count=said["count"])


def _deliver(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    serving.deliver_reply(actor, row, **said | {"way": Way(said["way"])})


def _serve(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    letter = said.pop("letter")
    letter.request = row
    serving.serve_letter(actor, letter, **said | {"way": Way(said["way"])})


def _tell(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    consultation = said.pop("consultation")
    consultation.request = row
    serving.tell_third_party(actor, consultation, **said)


def _contest(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    contesting.record_proceeding(actor, row, **said | {"course": Course(said["course"])})


def _contested(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    contesting.end_proceeding(actor, said.pop("proceeding"), **said | {"result": Result(said["result"])})


def _reopen(actor: Actor, row: DisclosureRequest, said: dict[str, Any]) -> None:
    proceeding = said["proceeding"]
    proceeding.request = row
    contesting.reopen_request(actor, proceeding, ordered_on=said["ordered_on"])


STEPS = {
    "confirmation": StepPage("确认登记", "登记", forms.ConfirmForm, _plain(receiving.confirm_request)),
    "channel": StepPage("告知其他渠道", "告知并结束", forms.ChannelForm, _plain(receiving.redirect_request)),
    "search": StepPage("登记检索", "登记", forms.SearchForm, _plain(handling.log_search)),
    "correction": StepPage("要求补正", "发出补正告知书", forms.CorrectionForm, _plain(handling.ask_correction)),
    "corrected": StepPage("登记补正", "登记", forms.CorrectedForm, _plain(handling.take_correction)),
    "consultation": StepPage("征求意见", "发出征求意见函", forms.ConsultationForm, _consult),
    "opinion": StepPage("登记反馈意见", "登记", forms.OpinionForm, _opinion),
    "fee": StepPage("通知收费", "发出收费通知书", forms.FeeForm, _charge),
    "payment": StepPage("登记缴费", "登记", forms.PaymentForm, _plain(charging.take_payment)),
    "lapse": StepPage("逾期不再处理", "不再处理并告知", forms.LapseForm, _plain(replying.lapse_request)),
    "extension": StepPage("批准延期", "批准并告知", forms.ExtensionForm, _plain(handling.extend_reply)),
    "reply": StepPage("拟定答复", "报送审查", forms.ReplyForm, _plain(replying.draft_reply)),
    "signature": StepPage("签发答复", "确定", forms.SignatureForm, _plain(replying.sign_reply)),
    "delivery": StepPage("登记送达", "登记并归档", forms.DeliveryForm, _deliver),
    "reasons": StepPage("要求说明理由", "发出通知书", forms.ReasonsForm, _plain(excess.ask_reasons)),
    "reasons-told": StepPage("登记说明的理由", "登记", forms.ReasonsToldForm, _plain(excess.take_reasons)),
    "reasonable-time": StepPage(
        "确定合理期限", "确定并告知", forms.ReasonableTimeForm, _plain(excess.tell_reasonable_time)
    ),
    "given": StepPage("添加随答复提供的材料", "添加", forms.GivenFileForm, _plain(giving.add_file)),
    "service": StepPage("登记文书送达", "登记送达回证", forms.ServiceForm, _serve),
    "third-party": StepPage("向第三方告知决定", "发出告知决定书", forms.ThirdPartyForm, _tell),
    "reply-correction": StepPage("更正答复", "签发更正", forms.ReplyCorrectionForm, _plain(serving.correct_reply)),
    "withdrawal": StepPage("申请人撤回", "登记撤回", forms.WithdrawalForm, _plain(handling.withdraw_request)),
    "proceeding": StepPage("登记复议诉讼", "登记", forms.ProceedingForm, _contest),
    "proceeding-result": StepPage("登记复议诉讼结果", "登记", forms.ProceedingResultForm, _contested),
    "reopening": StepPage("重新答复", "开始重新答复", forms.ReopeningForm, _reopen),
}


@asks(READ_REQUESTS)
def step_page(request: Any, pk: int, step: str) -> HttpResponseBase:
    """Do one thing to a request; what stands against it is said on the form, and nothing typed is lost."""
    if step not in STEPS:
        raise Http404
    row: DisclosureRequest = get_object_or_404(requests_for(request.actor), pk=pk)
    page = STEPS[step]
    form = page.form(request.POST or None, request.FILES or None, request=row)
    if request.method == "POST" and form.is_valid():
        try:
            page.do(request.actor, row, dict(form.cleaned_data))
        except FAULTS as fault:
            blame(form, fault)
        else:
            messages.success(request, f"{page.title}：已办理。")
            return redirect("case", pk=row.case_id)
    context = {
        "row": row, "page": page, "form": form, "kinds": reply_kinds().values() if step == "reply" else (),
    }  # fmt: skip
    return render(request, "disclosure_requests/step.html", context, status=422 if form.errors else 200)
