"""What a granted application does to a licence: issued, changed, renewed or struck off, as was decided."""

from collections.abc import Callable, Mapping

from mingtang.domains.services.applications.faces import Particulars, require_fitting
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.results import (
    WAYS,
    LicenceResult,
    Way,
    holders_of,
    is_granted,
    licence_result,
)
from mingtang.domains.services.licences import api as licences
from mingtang.domains.services.licences.api import FaceRejected, IssueDetails, Licence
from mingtang.kernel.cases.api import Case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor

_FIELDS = {"number": "licence_number", "valid_until": "licence_until"}


def carry_out(actor: Actor, part: Part, said: Particulars | None) -> Licence | None:
    """Do to the licence what the decision on a part says; None when there is none to be made. Inside the act of the step.

    Raises Refused in words for the official who has to set it right: a face that does not fit, an organ that issues no such
    licences, a licence that is no longer in force.
    """
    result = licence_result(part)
    if result is None or not is_granted(part):
        return None
    try:
        return _DONE[result.way](actor, result, require_fitting(result, said))
    except FaceRejected as fault:
        path, messages = next(iter(fault.errors.items()))
        raise Refused(f"照面信息还要修改：{messages[0]}", path.partition(".")[0]) from fault
    except Refused as refusal:
        raise Refused(str(refusal), _FIELDS.get(refusal.field, "")) from refusal


def _issue(actor: Actor, result: LicenceResult, said: Particulars) -> Licence:
    details = IssueDetails(
        holders=holders_of(result, said.number),
        face=said.face,
        number=said.number,
        valid_from=said.valid_from,
        valid_until=said.valid_until,
        basis=basis_of(result.part),
    )
    return licences.issue(
        actor, result.kind, details, issuer=result.part.organ, case=_case(result.part.application), decided=True
    )


def _change(actor: Actor, result: LicenceResult, said: Particulars) -> Licence:
    return licences.change(
        actor, _acted_on(result), face=said.face, reason=_reason(result), basis=basis_of(result.part),
        case=_case(result.part.application), decided=True,
    )  # fmt: skip


def _renew(actor: Actor, result: LicenceResult, said: Particulars) -> Licence:
    return licences.renew(
        actor, _acted_on(result), reason=_reason(result), valid_from=said.valid_from, valid_until=said.valid_until,
        basis=basis_of(result.part), case=_case(result.part.application), decided=True,
    )  # fmt: skip


def _cancel(actor: Actor, result: LicenceResult, _said: Particulars) -> Licence:
    licence = _acted_on(result)
    licences.cancel(actor, licence, reason=_reason(result), basis=basis_of(result.part), decided=True)
    return licence


_Done = Callable[[Actor, LicenceResult, Particulars], Licence]
_DONE: Mapping[Way, _Done] = {Way.ISSUE: _issue, Way.CHANGE: _change, Way.RENEW: _renew, Way.CANCEL: _cancel}


def _acted_on(result: LicenceResult) -> Licence:
    """The licence that the application is about. Raises Refused for an application that names none."""
    licence = result.part.application.licence
    if licence is None:
        raise Refused(f"申请没有写明要{WAYS[result.way]}的{result.kind.name}，请在证照库中办理。")
    return licence


def _reason(result: LicenceResult) -> str:
    return f"{WAYS[result.way]}：{result.part.title}"


def basis_of(part: Part) -> str:
    """The number of the decision on a part; its item's name while the document has none."""
    letter = part.letters.filter(kind="approval", voided_at=None).order_by("-pk").first()
    return letter.number if letter else part.title


def _case(application: Application) -> Case:
    case = application.case
    assert case is not None  # only submitted applications are decided
    return case
