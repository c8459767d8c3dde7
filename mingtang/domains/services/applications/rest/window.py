"""窗口代为申报: begun for somebody, filled in and supplied like any application, then filed and received in one operation."""

from datetime import date
from typing import Annotated, Any

from django import forms
from ninja import Field, Router, Status

from mingtang.domains.services.applications.actions.drafting import save_draft
from mingtang.domains.services.applications.actions.window_filing import Agent, begin_at_window, file_at_window
from mingtang.domains.services.applications.applicants import Applicant
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries.own import own_draft, readable_applications
from mingtang.domains.services.applications.rest.applications import faults_told
from mingtang.domains.services.applications.rest.shapes import ApplicationOut
from mingtang.domains.services.applications.window_forms import checked_number
from mingtang.domains.services.catalogue.api import offered_item, walk
from mingtang.kernel.forms.api import draft_of
from mingtang.ui.rest.fields import Key, Line, Request, choices
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["窗口代为申报"])


class WindowApplicantIn(Request):
    kind: Annotated[Application.ApplicantKind, choices(Application.ApplicantKind)] = Field(description="申请人类别")
    name: Annotated[str, Line(160, shortest=1)] = Field(description="姓名或名称")
    id_type: Annotated[Application.IdentityType, choices(Application.IdentityType)] = Field(description="证件类型")
    number: Annotated[str, Line(40, shortest=1)] = Field(description="证件号码")
    contact: Annotated[str, Line(100, shortest=1)] = Field(description="联系人")
    phone: Annotated[str, Line(20, shortest=1)] = Field(description="联系手机")


class WindowAgentIn(Request):
    name: Annotated[str, Line(100, shortest=1)] = Field(description="代理人")
    number: Annotated[str, Line(40, shortest=1)] = Field(description="身份证号")
    scope: Annotated[str, Line(200, shortest=1)] = Field(description="委托事项和权限")
    since: date = Field(description="委托自")
    until: date = Field(description="委托至")


class WindowApplicationIn(Request):
    item: Annotated[str, Line(80, shortest=1)] = Field(description="事项编码")
    scenario: dict[str, Annotated[str, Line(40)]] = Field(default_factory=dict, description="情形问题的回答")
    applicant: WindowApplicantIn = Field(description="申请人")
    agent: WindowAgentIn | None = Field(None, description="代理人；本人来办的没有")
    answers: dict[str, Any] = Field(default_factory=dict, description="申请表内容")


class WindowFilingIn(Request):
    seen: list[Annotated[str, Line(80)]] = Field(
        default_factory=list, max_length=100, description="已核对原件的材料代号"
    )


@router.post("/services/window-applications", response={201: ApplicationOut}, summary="窗口开始代为申报")
def begin_window_application(request: SignedIn, details: WindowApplicationIn) -> Status[Application]:
    actor: Any = request.actor
    item = offered_item(details.item)
    if item is None or item.in_force is None:
        raise Problem(INVALID, faults=[Fault("没有这个事项，或者它不受理申请。", "item")])
    way = walk(item.in_force.document, details.scenario)
    if not way.is_done:
        told = way.leads_away or (f"请回答：{way.following.text}" if way.following else "")
        raise Problem(INVALID, faults=[Fault(told, "scenario")])
    given = details.applicant
    number = _number(given.id_type, given.number, "applicant.number")
    agent = details.agent
    applicant = Applicant(
        given.kind, given.name, given.id_type, number, given.contact, given.phone, agent.name if agent else ""
    )
    draft = begin_at_window(actor, item, way.answers, applicant, _agent(agent))
    if details.answers and draft.form_version is not None:
        save_draft(actor, draft, seen="", answers=draft_of(draft.form_version, details.answers))
    return Status(201, draft)


def _number(id_type: str, typed: str, field: str) -> str:
    try:
        return checked_number(id_type, typed)
    except forms.ValidationError as fault:
        raise Problem(INVALID, faults=[Fault(fault.messages[0], field)]) from fault


def _agent(given: WindowAgentIn | None) -> Agent | None:
    if given is None:
        return None
    number = _number(Application.IdentityType.IDENTITY_CARD, given.number, "agent.number")
    return Agent(given.name, number, given.scope, given.since, given.until)


@router.post(
    "/services/window-applications/{int:application_id}/filing", response=ApplicationOut, summary="窗口提交并收件"
)
def file_window_application(request: SignedIn, application_id: Key, details: WindowFilingIn) -> Application:
    actor: Any = request.actor
    draft = own_draft(actor, application_id)
    if draft is None:
        draft = found(readable_applications(actor), application_id)
    if draft.channel != Application.Channel.WINDOW:
        raise Problem(NOT_FOUND)
    faults_told(lambda: file_at_window(actor, draft, details.seen))
    draft.refresh_from_db()
    return draft
