"""How an application stands, as its applicant should be told: in plain words, with the date and the reason for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.domains.services.applications.materials import LABEL, asked_of
from mingtang.domains.services.applications.models import Application, Defect, IssuedLetter, Part, SharedLicence
from mingtang.domains.services.applications.next_steps import NextStep, next_steps_of
from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.queries.doors import course_doors
from mingtang.domains.services.applications.queries.standing import subject_of
from mingtang.domains.services.applications.rules import TOO_LATE, State
from mingtang.domains.services.licences.api import licences_of_case
from mingtang.domains.services.payments.api import PaymentOrder, order_of
from mingtang.kernel.cases.api import Step as Record
from mingtang.kernel.cases.api import clocks, history
from mingtang.kernel.content.api import material_rows, materials_of
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.clocks import Light

STAGES = ("提交", "收件", "受理", "审查", "决定", "送达")
_STAGE_OF = {
    State.SUBMITTED: 2, State.PRE_RETURNED: 2, State.RECEIVED: 3, State.CORRECTING: 3, State.WAITING: 4,
    State.REVIEWING: 4, State.SPECIAL: 4, State.DECIDING: 5, State.DECIDED: 6, State.ISSUING: 6,
}  # fmt: skip
_SENTENCES = {
    State.SUBMITTED: "申请已经提交，%(organ)s正在查看是否可以收件。",
    State.PRE_RETURNED: "申请在收件前退回，需要修改后重新提交。",
    State.RECEIVED: "%(organ)s已经收到申请，正在审查材料，决定是否受理。",
    State.CORRECTING: "有材料需要补正。",
    State.NOT_ACCEPTED: "%(organ)s决定不予受理，理由和救济途径见决定书。",
    State.REVIEWING: "申请已经受理，%(organ)s正在审查。",
    State.SPECIAL: "正在进行法律规定的特别程序，所需时间不计入办理期限。",
    State.DECIDING: "审查已经完成，%(organ)s正在作出决定。",
    State.ISSUING: "决定已经作出，正在制作和送达文书。",
    State.CLOSED: "已经办结，结果见本页的文书和证照。",
    State.LAPSED: "没有在期限内补正，本次申请已经办结；需要时可以重新申请。",
    State.WITHDRAWN: "申请已经撤回。",
    State.TERMINATED: "办理已经终止。",
    State.VOIDED: "本件已经作废。",
}
_CLOCKS = ("services.promise", "services.joint_decision", "services.decision", "services.delivery", "services.correction", "services.acceptance", "services.prereview")  # fmt: skip
"""Which limit is shown large, of those that run: the promise before the law, what comes later before what is over."""
_TOLD: dict[Step, dict[str, str]] = {
    Step.RECEIVE: {"": "收件", said.SENT_BACK: "收件前退回"},
    Step.AMEND: {"": "重新提交申请"},
    Step.ACCEPT: {"": "审查是否受理", said.ACCEPTED: "受理", said.CORRECTION: "告知补正"},
    Step.CORRECT: {"": "提交补正材料"},
    Step.REFUSE: {"": "决定不予受理"},
    Step.NOTIFY: {"": "告知补正"},
    Step.INSPECT: {"": "现场核查"},
    Step.OPINE: {"": "部门答复意见"},
    Step.DECIDE: {"": "作出决定", said.GRANTED: "决定准予", said.DENIED: "决定不予许可"},
    Step.ISSUE: {"": "文书证照制作完成"},
    Step.DELIVER: {"": "送达"},
    Step.VERIFY: {"": "事后核查", said.TRUE: "事后核查，承诺属实", said.UNTRUE: "事后核查，承诺不实"},
}
"""Steps that applicants are told of, in words by outcome; what officials say to one another between them is not theirs to
read."""


@dataclass(frozen=True)
class Face:
    """The clock as it is shown large."""

    figure: int
    unit: str
    state: str
    label: str
    due: str
    used: int
    total: int
    start: str
    end: str


@dataclass
class Track:
    """Everything the page of an application shows."""

    sentence: str
    to_do: str = ""
    stages: list[dict[str, str]] = field(default_factory=list)
    current: int = 1
    clock: Face | None = None
    reasons: list[str] = field(default_factory=list)
    events: list[dict[str, str]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    materials: list[dict[str, Any]] = field(default_factory=list)
    letters: list[dict[str, str]] = field(default_factory=list)
    answer_url: str = ""
    answer_label: str = ""
    withdraw_url: str = ""
    hearing_url: str = ""
    payment_url: str = ""
    payment: PaymentOrder | None = None
    payment_due: str = ""
    next_steps: list[NextStep] = field(default_factory=list)
    licences: list[dict[str, str]] = field(default_factory=list)
    shared: list[SharedLicence] = field(default_factory=list)


def _downloads(letter: IssuedLetter) -> dict[str, str]:
    """The document as PDF, and as OFD once that is made."""
    ofd = reverse("application_letter_ofd", args=[letter.pk]) if letter.ofd_name else ""
    return {"title": str(letter), "url": letter.get_absolute_url(), "ofd": ofd}


def track_of(actor: Actor, application: Application) -> Track:
    """How a submitted application stands; the number of statements does not depend on how much has happened."""
    state = State(application.state)
    views = clocks.clocks_of(application.case) if application.case else []
    face = None if application.is_over else _face(views)
    parts = list(application.parts.select_related("organ"))
    doors = _doors(actor, application, state)
    return Track(
        sentence=_SENTENCES.get(state, "") % {"organ": application.organ.name},
        to_do="" if application.is_over else _to_do(state, doors),
        stages=[{"label": label, "url": ""} for label in STAGES],
        current=len(STAGES) + 1 if state is State.CLOSED else _STAGE_OF.get(state, 1),
        clock=face[0] if face else None,
        reasons=face[1] if face else [],
        events=_events(application, history(application.case) if application.case else [], _titles(parts)),
        parts=[part for part in parts if part.branch],
        defects=list(application.defects.filter(told_at__isnull=False, corrected_at=None)),
        letters=[_downloads(each) for each in application.letters.all()],
        materials=material_rows(actor, materials_of(actor, LABEL, str(application.pk))),
        payment=order_of(subject_of(application)) if application.owner_id == actor.account_id else None,
        next_steps=next_steps_of(application),
        licences=_licences(actor, application),
        shared=list(application.shared.select_related("licence__type"))
        if application.owner_id == actor.account_id
        else [],
        **doors,
    )


def _to_do(state: State, doors: Mapping[str, str]) -> str:
    """What waits for the applicant, in one sentence."""
    if state in {State.CORRECTING, State.PRE_RETURNED}:
        return ""  # how it stands says so
    if "payment_url" in doors:
        return _("需要您缴费 %(yuan)s 元，缴清以前不能作出决定。") % {"yuan": doors["payment_due"]}
    if "hearing_url" in doors:
        return _("请您答复是否要求听证。")
    return _("请您补交承诺后补的材料。") if "answer_url" in doors else _("您目前不需要做什么。")


def _titles(parts: Iterable[Part]) -> dict[str, str]:
    """What the branches of a joint matter are called."""
    return {part.branch: part.title for part in parts if part.branch}


def _licences(actor: Actor, application: Application) -> list[dict[str, str]]:
    """What the application has ended in; only whoever filed it is led to the licence itself."""
    own = application.owner_id is not None and application.owner_id == actor.account_id
    return [
        {"title": str(each), "meta": each.term_words, "url": reverse("own_licence", args=[each.pk]) if own else ""}
        for each in licences_of_case(application.case_id)
    ]


def _doors(actor: Actor, application: Application, state: State) -> dict[str, str]:
    """What the applicant himself may do now."""
    if application.owner_id != actor.account_id:
        return {}
    doors: dict[str, str] = dict(course_doors(application))
    if state not in TOO_LATE:
        doors["withdraw_url"] = reverse("application_withdrawal", args=[application.pk])
    if state in {State.CORRECTING, State.PRE_RETURNED}:
        doors["answer_url"] = reverse("application_correction", args=[application.pk])
        doors["answer_label"] = _("去补正") if state is State.CORRECTING else _("修改申请")
    elif any(each.is_outstanding for each in asked_of(actor, application)) and not application.is_over:
        doors["answer_url"] = reverse("application_supplement", args=[application.pk])
        doors["answer_label"] = _("补交容缺材料")
    return doors


def _face(views: Sequence[clocks.ClockView]) -> tuple[Face, list[str]] | None:
    """The clock that matters now, and why it ends when it does."""
    running = {view.clock.code: view for view in views if view.clock.stopped_at is None}
    view = next((running[code] for code in _CLOCKS if code in running), None)
    if view is None:
        return None
    left, at = view.used.remaining, view.due.at
    due = _("期限暂停计算") if at is None else _("最迟 %(day)s") % {"day": f"{at:%Y年%-m月%-d日}"}
    unit = _("个工作日") if view.due.rule.unit == "working_days" else _("天")
    face = Face(
        figure=abs(left),
        unit=unit,
        state="red" if view.used.overdue else str(view.light),
        label=_("超期") if view.used.overdue else _("暂停") if view.light is Light.PAUSED else _("还剩"),
        due=f"{view.clock}：{due}",
        used=min(view.used.used, view.due.total),
        total=view.due.total,
        start=_("已用 %(n)d %(unit)s") % {"n": view.used.used, "unit": unit},
        end=_("共 %(n)d %(unit)s") % {"n": view.due.total, "unit": unit},
    )
    return face, [part.strip() + "。" for part in view.sentence.split("。") if part.strip()]


def _events(application: Application, records: Iterable[Record], branches: Mapping[str, str]) -> list[dict[str, str]]:
    """What has happened, the latest first; the reasons only where they were meant for the applicant."""
    told = [_event("提交申请", application.submitted_at, application.get_channel_display())]
    for record in records:
        step, branch = step_of(record.node)
        if record.command == "Complete" and step in _TOLD:
            words = _TOLD[step].get(record.outcome, _TOLD[step][""])
            title = f"{branches[branch]}：{words}" if branch in branches else words
            told.append(_event(title, record.at, record.organ_name))
        elif record.command in {"Terminate", "Void"}:
            told.append(_event(_("终止办理"), record.at, record.opinion))
    told.reverse()
    if told and not application.is_over:
        told[0]["state"] = "now"
    return told


def _event(title: str, at: datetime | None, meta: str) -> dict[str, str]:
    when = f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
    return {"title": title, "meta": f"{when}　{meta}".strip(), "state": "done"}
