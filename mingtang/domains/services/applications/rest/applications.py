"""政务服务办件: filling in, handing in materials, submitting; how it stands; the steps of the organs."""

from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Status

from mingtang.domains.services.applications.actions import drafting
from mingtang.domains.services.applications.actions.committing import commit
from mingtang.domains.services.applications.actions.correcting import answer
from mingtang.domains.services.applications.actions.stepping import take_turn, turn_at
from mingtang.domains.services.applications.actions.submitting import Incomplete, submit
from mingtang.domains.services.applications.actions.withdrawing import withdraw
from mingtang.domains.services.applications.actions.writing import FILES
from mingtang.domains.services.applications.answering import as_typed, judged
from mingtang.domains.services.applications.commitments import commitment_of, digest_of, is_by_commitment, told_of
from mingtang.domains.services.applications.materials import LABEL, asked_of
from mingtang.domains.services.applications.models import Application, IssuedLetter
from mingtang.domains.services.applications.queries.naming import named
from mingtang.domains.services.applications.queries.own import own_applications, readable_applications
from mingtang.domains.services.applications.rest.shapes import (
    ApplicationAnswersIn,
    ApplicationIn,
    ApplicationLetterOut,
    ApplicationOut,
    ApplicationState,
    ApplicationStepIn,
    ApplicationWithdrawalIn,
    AskedOut,
    CommitmentIn,
    CommitmentOut,
    HandedInMaterialIn,
)
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.catalogue.api import offered_item, walk
from mingtang.kernel.content.api import Target, attach_material, own_files
from mingtang.kernel.letters.api import kept
from mingtang.lib.forms import validate
from mingtang.ui.rest.fields import Key, Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["政务服务办件"])
ADDRESS = "/services/applications"
ONE = ADDRESS + "/{int:application_id}"


class ApplicationFilter(FilterSchema):
    state: ApplicationState | None = Field(None, description="状态")
    item: Annotated[Annotated[str, Line(80)] | None, FilterLookup("item__code")] = Field(None, description="事项编码")
    number: Annotated[str, Line(80)] | None = Field(None, description="办件编号")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="实施机关")
    name: Annotated[str, Line(60)] | None = Field(None, description="申请人、事项或编号的一部分")

    def filter_name(self, value: str | None) -> Q:
        """Nothing here: `named` looks it up."""
        return Q()


@router.get(ADDRESS, response=list[ApplicationOut], summary="办件列表")
@listed(orders=["id", "submitted_at"])
def list_applications(request: SignedIn, filters: Query[ApplicationFilter]) -> QuerySet[Application]:
    rows = filters.filter(readable_applications(request.actor).prefetch_related("parts"))
    return named(rows, filters.name) if filters.name else rows


@router.post(ADDRESS, response={201: ApplicationOut}, summary="开始填写申请")
def begin_application(request: SignedIn, details: ApplicationIn) -> Status[Application]:
    item = offered_item(details.item)
    if item is None or item.in_force is None:
        raise Problem(INVALID, faults=[Fault("没有这个事项，或者它不受理申请。", "item")])
    way = walk(item.in_force.document, details.scenario)
    if not way.is_done:
        told = way.leads_away or (f"请回答：{way.following.text}" if way.following else "")
        raise Problem(INVALID, faults=[Fault(told, "scenario")])
    actor: Any = request.actor
    draft = drafting.begin_draft(actor, item, way.answers)
    if details.answers:
        _keep(actor, draft, details.answers)
    return Status(201, draft)


def _keep(actor: Any, draft: Application, answers: dict[str, Any]) -> None:
    """Keep answers however far they have come; of a form that is not asked for there are none."""
    if draft.form_version is None:
        raise Problem(INVALID, faults=[Fault("本事项没有申请表。", "answers")])
    drafting.save_draft(actor, draft, seen="", answers=as_typed(draft, answers))


@router.get(ONE, response=ApplicationOut, summary="查看办件")
def show_application(request: SignedIn, application_id: Key) -> Application:
    return found(readable_applications(request.actor).prefetch_related("parts"), application_id)


@router.put(ONE + "/answers", response=ApplicationOut, summary="填写申请表")
def fill_in_application(request: SignedIn, application_id: Key, details: ApplicationAnswersIn) -> Application:
    draft = found(own_applications(request.actor), application_id)
    _keep(request.actor, draft, details.answers)
    return draft


@router.get(ONE + "/commitment", response=CommitmentOut, summary="告知承诺的内容")
def show_commitment(request: SignedIn, application_id: Key) -> CommitmentOut:
    return _commitment(found(readable_applications(request.actor), application_id))


@router.put(ONE + "/commitment", response=CommitmentOut, summary="作出承诺")
def make_commitment(request: SignedIn, application_id: Key, details: CommitmentIn) -> CommitmentOut:
    actor: Any = request.actor
    draft = found(own_applications(actor).select_related("version"), application_id)
    commit(actor, draft, digest=details.sm3, name=details.name)
    return _commitment(draft)


def _commitment(application: Application) -> CommitmentOut:
    if not is_by_commitment(application):
        raise Problem(NOT_FOUND)
    made = commitment_of(application)
    told = made.told if made else told_of(application)
    at, name = (made.at, made.name) if made else (None, "")
    return CommitmentOut(told=told, sm3=digest_of(told), committed_at=at, name=name)


@router.get(ONE + "/materials", response=list[AskedOut], summary="申请材料清单")
def list_asked_materials(request: SignedIn, application_id: Key) -> list[Any]:
    application = found(readable_applications(request.actor), application_id)
    return list(asked_of(request.actor, application))


@router.post(ONE + "/materials", response={201: list[AskedOut]}, summary="提交一份材料")
def hand_in_material(request: SignedIn, application_id: Key, details: HandedInMaterialIn) -> Status[list[Any]]:
    actor: Any = request.actor
    application = found(own_applications(actor).select_related("version"), application_id)
    if not (application.is_draft or application.state in {State.CORRECTING, State.PRE_RETURNED}):
        raise Problem(INVALID, faults=[Fault("申请已经提交，现在不能再交材料。", "material")])
    asked = next((each for each in asked_of(actor, application) if each.key == details.material), None)
    if asked is None:
        raise Problem(INVALID, faults=[Fault("本次申请不要这份材料。", "material")])
    file = referred(own_files(actor), details.file, "file")
    attach_material(actor, file, Target(LABEL, str(application.pk), asked.place), name=asked.name, key=asked.key)
    return Status(201, list(asked_of(actor, application)))


@router.post(ONE + "/submission", response=ApplicationOut, summary="提交申请")
def submit_application(request: SignedIn, application_id: Key) -> Application:
    actor: Any = request.actor
    draft = found(own_applications(actor).select_related("item__in_force", "version"), application_id)
    return faults_told(lambda: submit(actor, draft))


@router.post(ONE + "/correction", response=ApplicationOut, summary="提交补正")
def correct_application(request: SignedIn, application_id: Key, details: ApplicationAnswersIn) -> Application:
    actor: Any = request.actor
    application = found(own_applications(actor).select_related("item", "version"), application_id)
    answers, errors = judged(actor, application, as_typed(application, details.answers))
    if errors:
        raise Problem(INVALID, faults=[Fault(said[0], f"answers.{path}") for path, said in errors.items()])
    faults_told(lambda: answer(actor, application, answers))
    application.refresh_from_db()
    return application


@router.post(ONE + "/withdrawal", response=ApplicationOut, summary="撤回申请")
def withdraw_application(request: SignedIn, application_id: Key, details: ApplicationWithdrawalIn) -> Application:
    application = found(own_applications(request.actor), application_id)
    withdraw(request.actor, application, details.reason)
    application.refresh_from_db()
    return application


@router.post(ONE + "/steps", response=ApplicationOut, summary="办理一个环节")
def step_application(request: SignedIn, application_id: Key, details: ApplicationStepIn) -> Application:
    application = found(readable_applications(request.actor), application_id)
    turn = turn_at(application, details.no)
    form = turn.form if turn else None
    if turn is None or form is None:
        raise Problem(INVALID, faults=[Fault("没有这个待办环节。", "no")])
    answers, errors = validate(form, {**turn.begun_with, **details.answers})
    if errors:
        raise Problem(INVALID, faults=[Fault(said[0], f"answers.{path}") for path, said in errors.items()])
    take_turn(request.actor, turn, answers, key=details.key)
    application.refresh_from_db()
    return application


@router.get(ONE + "/letters", response=list[ApplicationLetterOut], summary="办件的文书")
def list_letters(request: SignedIn, application_id: Key) -> list[IssuedLetter]:
    return list(found(readable_applications(request.actor), application_id).letters.all())


@router.get("/services/letters/{int:letter_id}/file", summary="下载文书", response={200: bytes})
def download_letter(request: SignedIn, letter_id: Key) -> HttpResponse:
    return HttpResponse(FILES.pdf_of(_letter(request, letter_id)), content_type="application/pdf")


@router.get("/services/letters/{int:letter_id}/ofd", summary="下载文书（OFD）", response={200: bytes})
def download_letter_ofd(request: SignedIn, letter_id: Key) -> HttpResponse:
    letter = _letter(request, letter_id)
    if not letter.ofd_name:
        raise Problem(NOT_FOUND)
    return HttpResponse(kept(letter.ofd_name), content_type="application/ofd")


def _letter(request: SignedIn, letter_id: int) -> IssuedLetter:
    letter = IssuedLetter.objects.filter(pk=letter_id).first()
    if letter is None or not readable_applications(request.actor).filter(pk=letter.application_id).exists():
        raise Problem(NOT_FOUND)
    return letter


def faults_told(do: Any) -> Any:
    """What was done; what is missing by its name."""
    try:
        return do()
    except Incomplete as incomplete:
        faults = [Fault(said[0], f"answers.{path}") for path, said in incomplete.errors.items()]
        faults += [Fault(f"缺少材料：{name}", "materials") for name in incomplete.materials]
        raise Problem(INVALID, str(incomplete), faults=faults) from incomplete
