"""Review and decision (行政许可法第三十四至四十四条): who may decide, in which words, and what is handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.accepting import Reasons
from mingtang.domains.services.applications.actions.committing import punish
from mingtang.domains.services.applications.actions.joint_accepting import end_branch
from mingtang.domains.services.applications.actions.licensing import carry_out
from mingtang.domains.services.applications.actions.measuring import facts_about
from mingtang.domains.services.applications.actions.receiving import receipt_of
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter, remedies_in_words
from mingtang.domains.services.applications.door import complete, once
from mingtang.domains.services.applications.events import ApplicationClosed, ApplicationDecided, ResultIssued
from mingtang.domains.services.applications.faces import Particulars
from mingtang.domains.services.applications.limits import DELIVERY
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import Step
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.queries.progress import progress_of
from mingtang.domains.services.applications.results import is_made_at
from mingtang.domains.services.applications.rules import State, why_not_decide, why_not_inspected
from mingtang.domains.services.licences.api import licences_of_case
from mingtang.kernel.cases.api import Case, Clock, clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act


@dataclass(frozen=True)
class Decision:
    """What is decided: granted or not, what the review found, on which basis; a refusal needs its reason."""

    granted: bool
    facts: str
    law: str
    reason: str = ""

    def require(self) -> None:
        """Raises Refused when something that a decision must say is missing."""
        if not self.facts.strip():
            raise Refused("请写明审查情况。", "facts")
        if not self.granted:
            Reasons(self.reason, self.law).require()


@once
def review(actor: Actor, part: Part, no: int, outcome: str, opinion: str, *, key: str = "") -> None:
    """One step of the review, with an opinion in writing."""
    if not opinion.strip():
        raise Refused("请填写审查意见。", "opinion")
    with act(acts.REVIEW, actor, part) as deed:
        complete(actor, part.application, no, outcome, opinion=opinion.strip(), key=key)
        deed.change(part, handler_id=part.handler_id or actor.account_id)


@once
def inspect(
    actor: Actor, part: Part, no: int, inspectors: Sequence[str], findings: str, *, witness: str = "", key: str = ""
) -> None:
    """Record a site inspection by two or more people; it stops no limit. Raises Refused for fewer."""
    if refusal := why_not_inspected(inspectors):
        raise Refused(refusal, "inspectors")
    told = [f"核查人员：{'、'.join(inspectors)}。", f"在场人员：{witness}。" if witness else "", findings.strip()]
    with act(acts.REVIEW, actor, part):
        complete(actor, part.application, no, said.INSPECTED, opinion="".join(told), key=key)


@once
def verify(actor: Actor, part: Part, no: int, outcome: str, findings: str, *, key: str = "") -> None:
    """Say whether what the applicant committed to was true (告知承诺事后核查); untrue, it costs the licence."""
    with act(acts.REVIEW, actor, part) as deed:
        complete(actor, part.application, no, outcome, opinion=findings.strip(), key=key)
        if outcome == said.UNTRUE:
            punish(deed, actor, part, findings.strip())


@once
def decide(
    actor: Actor,
    part: Part,
    no: int,
    decision: Decision,
    *,
    licence: Particulars | None = None,
    separated: bool = True,
    key: str = "",
) -> None:
    """Decide, and write the document of it; and make the `licence` where no later step does.

    Raises Refused when the law forbids it now, or to this person, and when the licence cannot be made so.
    """
    decision.require()
    application = part.application
    if refusal := why_not_decide(progress_of(part), actor.account_id, separated=separated):
        raise Refused(refusal)
    outcome = said.GRANTED if decision.granted else said.DENIED
    with act(acts.DECIDE, actor, part) as deed:
        complete(actor, application, no, outcome, opinion=decision.facts, key=key)
        now = timezone.now()
        kind = Part.Decision.GRANTED if decision.granted else Part.Decision.DENIED
        deed.change(part, decision=kind, decided_at=now, decider_id=actor.account_id, state=State.DECIDED)
        if part.is_whole:
            deed.change(application, decided_at=now)
            _turn_clocks(deed, actor, part)
        else:
            end_branch(deed, part)
        _write(deed, actor, part, decision)
        if decision.granted:
            _make_licence(actor, part, Step.DECIDE, licence)
        if application.is_over:
            _deliver_at_once(deed, actor, application, now)
        deed.announce(ApplicationDecided(**facts_about(application, part), decision=kind))


def _write(deed: Deed, actor: Actor, part: Part, decision: Decision) -> None:
    """The document of a decision; a refusal tells its reason and the remedies."""
    words = {"facts": decision.facts, "law": decision.law or "有关法律法规"}
    if decision.granted:
        issue_letter(deed, actor, part.application, "approval", part=part, **words)
        return
    remedies = remedies_in_words(part.application)
    issue_letter(deed, actor, part.application, "denial", part=part, reason=decision.reason, remedies=remedies, **words)


def _turn_clocks(deed: Deed, actor: Actor, part: Part) -> None:
    """The limits of the decision end with it, that of the delivery begins (行政许可法第四十四条).

    Decided on the spot (第三十四条第二款), no limit has begun, and where nothing is handed over later, all is over.
    """
    case_id, now = part.application.case_id, timezone.now()
    assert case_id is not None  # what is decided has been submitted
    if part.accepted_on is None:
        _accept_at_once(deed, actor, part, now)
    else:
        clocks.stop(SYSTEM, case_id)
    if Case.objects.filter(pk=case_id, ended_at=None).exists():
        clocks.begin(SYSTEM, case_id, DELIVERY)
    else:
        deed.change(part.application, delivered_at=now, ended_at=now, state=State.CLOSED)
        deed.announce(_closed(part.application))


def _accept_at_once(deed: Deed, actor: Actor, part: Part, now: datetime) -> None:
    """What is decided on the spot was received and accepted there too, and both have their papers (第三十二条第二款)."""
    application, words = part.application, "当场受理、当场办理。"
    deed.change(part, accepted_on=timezone.localdate(now))
    if application.received_at is None:
        deed.change(application, received_at=now)
        receipt = receipt_of(application, actor.name) | {"time_words": words}
        issue_letter(deed, actor, application, "receipt", **receipt)
    accepted = {"accepted_on": day_in_words(part.accepted_on), "promise_due": "", "statutory_due": ""}
    issue_letter(deed, actor, application, "acceptance", part=part, deemed=False, time_words=words, **accepted)


def _deliver_at_once(deed: Deed, actor: Actor, application: Application, now: datetime) -> None:
    """What was decided on the spot is handed over there, or on line to whoever filed on line."""
    way = "窗口领取" if application.channel == Application.Channel.WINDOW else "电子送达"
    _confirm_delivery(deed, actor, application, Receipt(way, application.applicant_name, now))


def _stop_delivery(application: Application) -> None:
    """The limit of the delivery is met, also where a check afterwards (事后核查) keeps the case open."""
    case_id = application.case_id
    assert case_id is not None  # what is delivered has been submitted
    if Clock.objects.filter(case=case_id, code=DELIVERY, stopped_at=None).exists():
        clocks.stop(SYSTEM, case_id, DELIVERY)


def _closed(application: Application) -> ApplicationClosed:
    subject, state = f"application:{application.pk}", State.CLOSED.value
    return ApplicationClosed(subject=subject, application_id=application.pk, state=state)


@dataclass(frozen=True)
class Receipt:
    """How a result was handed over (送达): by which way, to whom, when, with which parcel."""

    way: str
    receiver: str
    at: datetime
    tracking: str = ""


@once
def issue_result(
    actor: Actor, application: Application, no: int, *, licence: Particulars | None = None, key: str = ""
) -> None:
    """The documents and the licence are made and ready to be handed out. Raises Refused when it cannot be made so."""
    with act(acts.ISSUE, actor, application) as deed:
        complete(actor, application, no, said.ISSUED, key=key)
        deed.announce(ResultIssued(subject=f"application:{application.pk}", application_id=application.pk))
        for part in application.parts.select_related("organ"):
            part.application = application
            _make_licence(actor, part, Step.ISSUE, licence)


def _make_licence(actor: Actor, part: Part, step: Step, said_of_it: Particulars | None) -> None:
    case = part.application.case
    assert case is not None  # what is decided has been submitted
    if is_made_at(part, step, case):
        carry_out(actor, part, said_of_it)


@once
def deliver(actor: Actor, application: Application, no: int, receipt: Receipt, *, key: str = "") -> None:
    """Hand the result over, which closes the application."""
    if not receipt.receiver.strip():
        raise Refused("请写明签收人。", "receiver")
    with act(acts.DELIVER, actor, application) as deed:
        complete(actor, application, no, said.DELIVERED, key=key)
        _stop_delivery(application)
        deed.change(application, delivered_at=receipt.at, ended_at=timezone.now(), state=State.CLOSED)
        _confirm_delivery(deed, actor, application, receipt)
        deed.announce(_closed(application))


def _confirm_delivery(deed: Deed, actor: Actor, application: Application, receipt: Receipt) -> None:
    """The proof of delivery (送达回证) of the decision, and of the licence if there is one."""
    letters = list(application.letters.filter(kind__in=("approval", "denial"), voided_at=None))
    for letter in letters:
        deed.change(letter, delivered_at=receipt.at)
    issue_letter(
        deed, actor, application, "delivery",
        documents=[*(letter.title for letter in letters), *map(str, licences_of_case(application.case_id))],
        way=receipt.way, receiver=receipt.receiver,
        delivered_at=f"{timezone.localtime(receipt.at):%Y年%-m月%-d日 %H:%M}", tracking=receipt.tracking,
    )  # fmt: skip
