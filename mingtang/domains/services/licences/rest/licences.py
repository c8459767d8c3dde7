"""电子证照: the store, what becomes of a licence, pulling one for a case, one's own, verification."""

from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Status

from mingtang.domains.services.licences.actions.issuing import FaceRejected, HolderDetails, IssueDetails, issue
from mingtang.domains.services.licences.actions.standing import turn
from mingtang.domains.services.licences.actions.succeeding import change, renew
from mingtang.domains.services.licences.actions.using import pull, verify
from mingtang.domains.services.licences.models import Licence, LicenceType, LicenceUse
from mingtang.domains.services.licences.queries import issuable_types, licences_visible_to, own_licences
from mingtang.domains.services.licences.rest.shapes import (
    LicenceChangeIn,
    LicenceIn,
    LicenceOut,
    LicenceRenewalIn,
    LicenceState,
    LicenceTurnIn,
    LicenceTypeOut,
    OwnLicenceOut,
    PulledOut,
    PullIn,
    UseOut,
    VerifiedOut,
)
from mingtang.kernel.directory.api import Organ
from mingtang.ui.rest.fields import Key, Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["电子证照"])


class LicenceFilter(FilterSchema):
    type_code: Annotated[Annotated[str, Line(21)] | None, FilterLookup("type__code")] = Field(
        None, description="证照类型代码"
    )
    number: Annotated[str, Line(80)] | None = Field(None, description="证照编号")
    identifier: Annotated[str, Line(120)] | None = Field(None, description="电子证照标识")
    state: LicenceState | None = Field(None, description="状态")
    issuer: Annotated[Key | None, FilterLookup("issuer_id")] = Field(None, description="颁发机构")


@router.get("/services/licence-types", response=list[LicenceTypeOut], summary="证照类型")
@listed(orders=["code", "name"])
def list_licence_types(request: SignedIn) -> QuerySet[LicenceType]:
    return LicenceType.objects.select_related("form")


@router.get("/services/licences", response=list[LicenceOut], summary="电子证照列表")
@listed(orders=["id", "issued_on"])
def list_licences(request: SignedIn, filters: Query[LicenceFilter]) -> QuerySet[Licence]:
    return filters.filter(licences_visible_to(request.actor))


@router.post("/services/licences", response={201: LicenceOut}, summary="制发电子证照")
def issue_licence(request: SignedIn, details: LicenceIn) -> Status[Licence]:
    actor = request.actor
    kind = referred(issuable_types(actor).select_related("form"), details.type, "type")
    given = details.dict(exclude={"type", "holders"})
    holders = [HolderDetails(**holder.dict()) for holder in details.holders]
    organ = Organ.objects.get(pk=actor.organ_id)
    made = _face_told(lambda: issue(actor, kind, IssueDetails(**given, holders=holders), issuer=organ))
    return Status(201, made)


@router.get("/services/licences/{int:licence_id}", response=LicenceOut, summary="查看电子证照")
def show_licence(request: SignedIn, licence_id: Key) -> Licence:
    return found(licences_visible_to(request.actor), licence_id)


@router.get("/services/licences/{int:licence_id}/uses", response=list[UseOut], summary="用证记录")
@listed(orders=["-id"])
def list_licence_uses(request: SignedIn, licence_id: Key) -> QuerySet[LicenceUse]:
    return LicenceUse.objects.filter(licence=found(licences_visible_to(request.actor), licence_id))


@router.post("/services/licences/{int:licence_id}/changes", response={201: LicenceOut}, summary="变更电子证照")
def change_licence(request: SignedIn, licence_id: Key, details: LicenceChangeIn) -> Status[Licence]:
    licence = found(licences_visible_to(request.actor), licence_id)
    return Status(201, _face_told(lambda: change(request.actor, licence, **details.dict())))


@router.post("/services/licences/{int:licence_id}/renewals", response={201: LicenceOut}, summary="延续电子证照")
def renew_licence(request: SignedIn, licence_id: Key, details: LicenceRenewalIn) -> Status[Licence]:
    licence = found(licences_visible_to(request.actor), licence_id)
    return Status(201, renew(request.actor, licence, **details.dict()))


@router.post("/services/licences/{int:licence_id}/steps", response=LicenceOut, summary="暂停、恢复、撤销、注销电子证照")
def turn_licence(request: SignedIn, licence_id: Key, details: LicenceTurnIn) -> Licence:
    licence = found(licences_visible_to(request.actor), licence_id)
    turn(details.step, request.actor, licence, reason=details.reason, basis=details.basis)
    return licence


@router.post("/services/licence-pulls", response=PulledOut, summary="为办理事项调用电子证照")
def pull_licence(request: SignedIn, wanted: PullIn) -> dict[str, Any]:
    found = pull(request.actor, wanted.holder_kind, wanted.holder_number, wanted.type_code, purpose=wanted.purpose)
    return {"licence": found}


@router.get("/services/my-licences", response=list[OwnLicenceOut], summary="我的证照")
@listed(orders=["id", "issued_on"])
def list_own_licences(request: SignedIn) -> QuerySet[Licence]:
    return own_licences(request.actor)


@router.get("/services/licence-verifications/{code}", response=VerifiedOut, auth=None, summary="核验电子证照")
def verify_licence(request: Any, code: Annotated[str, Line(200)]) -> dict[str, Any]:
    licence = verify(request.actor, code).licence
    if licence is None:
        raise Problem(NOT_FOUND, "没有查到这份证照，或者亮证的二维码已经过时。")
    values = {name: getattr(licence, name) for name in ("number", "issued_on", "valid_from", "valid_until", "state")}
    holders = [holder.shown_name for holder in licence.holders.all()]
    return values | {"name": licence.type.name, "holders": holders, "issuer": licence.issuer.name}


def _face_told(do: Any) -> Licence:
    """What was done; faults of the face by field."""
    try:
        made: Licence = do()
    except FaceRejected as rejected:
        faults = [Fault(said[0], f"face.{path}") for path, said in rejected.errors.items()]
        raise Problem(INVALID, faults=faults) from rejected
    return made
