"""Handling a request: searching, correction, opinions, extension, withdrawal."""

from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.stepping import complete, open_node, require_at, require_past
from mingtang.domains.disclosure.requests.actions.writing import issue_letter
from mingtang.domains.disclosure.requests.calendar import REPLY, answer_due, last_day, reply_due
from mingtang.domains.disclosure.requests.models import Consultation, DisclosureRequest, Search, day_in_words
from mingtang.domains.disclosure.requests.rules import (
    ASK_CORRECTION,
    ASK_OPINION,
    CONSULTED,
    CORRECTED,
    PAUSES,
    Asked,
    Node,
    Opinion,
    State,
)
from mingtang.kernel.cases.api import clocks, handle
from mingtang.kernel.clocks.api import start_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.lib.flow.commands import Terminate


def log_search(actor: Actor, request: DisclosureRequest, *, place: str, words: str, result: str) -> Search:
    """Record where was searched, with which words, and what was found."""
    require_at(request, Node.HANDLE)
    with act(acts.LOG_SEARCH, actor, request) as deed:
        found = Search(request=request, place=place, words=words, result=result, at=timezone.now())
        found.by_id = actor.account_id  # type: ignore[assignment]  # officials have accounts
        deed.create(found)
        if request.state == State.REGISTERED:
            deed.change(request, state=State.IN_PROCESS)
    return found


def ask_correction(actor: Actor, request: DisclosureRequest, *, reason: str, until: date) -> None:
    """Tell the applicant once, within the limit, what is unclear and until when to correct it (第三十条). Raises Refused.

    The limit of the reply ends here; it begins anew with the day on which the corrected request comes in.
    """
    require_at(request, Node.HANDLE)
    today = timezone.localdate()
    if request.correction_asked_on:
        raise Refused("补正只能要求一次；补正后仍不明确的，答复“补正后申请内容仍不明确”。")
    if (last := last_day("disclosure.correction_notice", _received(request), request.organ_id)) < today:
        raise Refused(f"补正应在收到申请之日起7个工作日内（{last:%Y-%m-%d} 以前）告知，现在已经超过。")
    if until <= today:
        raise Refused("补正期限应晚于今天。", "until")
    with act(acts.ASK_CORRECTION, actor, request) as deed:
        deed.note = reason
        deed.change(request, correction_asked_on=today, correction_until=until)
        issue_letter(deed, actor, request, "correction", reason=reason, until=day_in_words(until))
        complete(actor, request, ASK_CORRECTION, reason)
        clocks.stop(SYSTEM, request.case_id, REPLY, reason="告知补正")


def take_correction(actor: Actor, request: DisclosureRequest, *, corrected_on: date, content: str) -> None:
    """Take the corrected request; the limit of the reply is counted from that day. Raises Refused."""
    require_at(request, Node.CORRECT)
    require_past(corrected_on, "corrected_on")
    if request.correction_asked_on and corrected_on < request.correction_asked_on:
        raise Refused("收到补正的日期不能早于告知补正的日期。", "corrected_on")
    with act(acts.TAKE_CORRECTION, actor, request) as deed:
        deed.change(request, corrected_on=corrected_on, content=content)
        complete(actor, request, CORRECTED)
        count_anew(request, "corrected", corrected_on)


def count_anew(request: DisclosureRequest, kind: str, day: date) -> None:
    """Begin the limit of the reply again, counted from `day` for a reason that its rule knows."""
    clocks.begin(SYSTEM, request.case_id, REPLY, since=start_of(_received(request)))
    clocks.restart(SYSTEM, request.case_id, 0, kind, code=REPLY, since=start_of(day))


def ask_opinion(
    actor: Actor, request: DisclosureRequest, *, asked: Asked, name: str, question: str, sent_on: date
) -> Consultation:
    """Ask somebody in writing, who has the letter since `sent_on`; meanwhile the reply's limit stands still.

    Raises Refused; while an opinion of another kind is awaited too, because one pause has one reason.
    """
    require_at(request, Node.HANDLE, Node.CONSULT)
    require_past(sent_on, "sent_on")
    awaited = list(request.consultations.filter(answered_on=None))
    if any(PAUSES[Asked(each.asked)] != PAUSES[asked] for each in awaited):
        raise Refused("请等另一类意见收齐以后再征求。", "asked")
    due_on = answer_due(asked, sent_on, request.organ_id)
    with act(acts.ASK_OPINION, actor, request) as deed:
        consultation = Consultation(
            request=request, asked=asked, name=name, question=question, sent_on=sent_on, due_on=due_on
        )
        deed.create(consultation)
        letter = "third_party" if asked is Asked.THIRD_PARTY else "co_maker"
        issue_letter(deed, actor, request, letter, to=name, question=question, due=day_in_words(due_on))
        if not awaited:
            clocks.pause(SYSTEM, request.case_id, 0, PAUSES[asked], code=REPLY, since=start_of(sent_on))
        if open_node(request) == Node.HANDLE:
            complete(actor, request, ASK_OPINION)
    return consultation


def take_opinion(
    actor: Actor, consultation: Consultation, *, opinion: Opinion, answered_on: date, reason: str = ""
) -> None:
    """Record an answer, or that none came in time; with the last one the limit of the reply runs on. Raises Refused."""
    request = consultation.request
    require_at(request, Node.CONSULT)
    require_past(answered_on, "answered_on")
    if opinion is Opinion.SILENT and answered_on <= consultation.due_on:
        raise Refused(f"答复期限到 {consultation.due_on:%Y-%m-%d}，没有届满以前不能按逾期登记。", "opinion")
    if answered_on < consultation.sent_on:
        raise Refused("答复日期不能早于对方收到征求意见函的日期。", "answered_on")
    with act(acts.TAKE_OPINION, actor, request) as deed:
        deed.change(consultation, opinion=opinion, answered_on=answered_on, reason=reason)
        if not request.consultations.filter(answered_on=None).exists():
            last = max(each.answered_on for each in request.consultations.all() if each.answered_on)
            clocks.resume(SYSTEM, request.case_id, 0, code=REPLY, until=start_of(last))
            complete(actor, request, CONSULTED)


def extend_reply(actor: Actor, request: DisclosureRequest, *, days: int, reason: str) -> None:
    """Extend the limit of the reply once, before it ends, and tell the applicant (第三十三条第二款). Raises Refused."""
    require_at(request, Node.HANDLE, Node.CONSULT, Node.REVIEW, Node.SIGN)
    if request.extended_on:
        raise Refused("答复期限只能延长一次。")
    before, today = reply_due(request), timezone.localdate()
    if before is None:
        raise Refused("时限暂停期间不办理延期。")
    with act(acts.EXTEND, actor, request) as deed:
        deed.note = reason
        clocks.extend(SYSTEM, request.case_id, 0, days, code=REPLY, reason=reason)
        deed.change(request, extended_on=today)
        said = {"before": day_in_words(before), "due": day_in_words(reply_due(request))}
        issue_letter(deed, actor, request, "extension", reason=reason, **said)


def withdraw_request(actor: Actor, request: DisclosureRequest, *, reason: str) -> None:
    """End a request that the applicant takes back; it counts among those handled otherwise. Raises Refused."""
    if not request.is_open:
        raise Refused(f"申请{request.get_state_display()}，不能撤回。")
    with act(acts.WITHDRAW, actor, request) as deed:
        deed.note = reason
        deed.change(request, reply_kind="other.other", reply_detail=reason, replied_on=timezone.localdate())
        handle(SYSTEM, request.case_id, Terminate(f"申请人撤回：{reason}"[:200]))


def _received(request: DisclosureRequest) -> date:
    assert request.received_on is not None  # steps behind confirming have it
    return request.received_on
