"""The licence that an application ends in: of which type, what is done to it, what its face says, and at which step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import Step
from mingtang.domains.services.catalogue.api import offered_item
from mingtang.domains.services.licences.api import HolderDetails, LicenceType, face_form, licence_type
from mingtang.kernel.cases.api import Case
from mingtang.kernel.forms.api import form_of
from mingtang.kernel.processes.api import net_of
from mingtang.lib.forms import Field

LICENCE = "10"
YES = "1"
OWN_NUMBER = "licence_number"
"""Named as the holder's code, it says that the number of the licence is that code."""


class Way(StrEnum):
    """What is done to the licence."""

    ISSUE = "issue"
    CHANGE = "change"
    RENEW = "renew"
    CANCEL = "cancel"

    @property
    def has_face(self) -> bool:
        """Whether somebody has to say what its face says."""
        return self in {Way.ISSUE, Way.CHANGE}


WAYS = {Way.ISSUE: "颁发", Way.CHANGE: "变更", Way.RENEW: "延续", Way.CANCEL: "注销"}


@dataclass(frozen=True)
class LicenceResult:
    """What a granted part means for a licence of `kind`; `document` is that of the item it belongs to."""

    part: Part
    kind: LicenceType
    way: Way
    document: Mapping[str, Any]


def licence_of_item(document: Mapping[str, Any]) -> tuple[str, Way] | None:
    """The code of the type of licence that an item ends in, and what it does to it; None when it ends in none."""
    code = document.get("licence_type_code", "")
    if document.get("result_type") != LICENCE or not code:
        return None
    return code, Way(document.get("licence_step", Way.ISSUE))


def licence_result(part: Part) -> LicenceResult | None:
    """What a part means for a licence; None when its item ends in none, or in one that the store does not know."""
    document = document_of(part)
    found = licence_of_item(document)
    kind = licence_type(found[0]) if found else None
    return LicenceResult(part, kind, found[1], document) if found and kind else None


def document_of(part: Part) -> Mapping[str, Any]:
    """What the item of a part says: that of the application, or of the item that the organ of a branch handles."""
    document: Mapping[str, Any] = part.application.version.document
    if part.is_whole:
        return document
    code = next(
        (row.get("branch_item") for row in document.get("branches", []) if row["branch_key"] == part.branch), ""
    )
    item = offered_item(code) if code else None
    return item.in_force.document if item and item.in_force else {}


def is_granted(part: Part) -> bool:
    """Whether the licence of a part was granted.

    That of a joint matter is granted with the branches it rests on, whatever became of the others (services.md 8, rule 7).
    """
    if part.decision != Part.Decision.PARTLY:
        return part.decision == Part.Decision.GRANTED
    rows = part.application.version.document.get("branches", [])
    rests_on = [row["branch_key"] for row in rows if row.get("branch_licence") == YES]
    decisions = part.application.parts.filter(branch__in=rests_on).values_list("decision", flat=True)
    return set(decisions) == {Part.Decision.GRANTED}


def is_made_at(part: Part, step: Step, case: Case) -> bool:
    """Whether a step makes the licence of a part: the issuing if the process has one, else the decision.

    An organ of a joint matter makes its own with its decision; the lead hands them all out together.
    """
    issues = part.is_whole and Step.ISSUE in net_of(case.version_id)
    return step is (Step.ISSUE if issues else Step.DECIDE)


def holders_of(result: LicenceResult, number: str = "") -> list[HolderDetails]:
    """Whose the licence is: whoever the form names by a credit code, and the applicant.

    Whoever comes into being by the licence has its `number` for a code (营业执照).
    """
    application, document = result.part.application, result.document
    code = document.get("licence_holder_code", "")
    named = number if code == OWN_NUMBER else application.answers.get(code, "")
    applicant = HolderDetails(
        kind=holder_kind(application), name=application.applicant_name, number=application.applicant_number
    )
    if not named or named == applicant.number:
        return [applicant]
    name = application.answers.get(document.get("licence_holder_name", ""), "") or application.applicant_name
    return [HolderDetails(kind="credit_code", name=name, number=named), applicant]


_KINDS = {
    Application.IdentityType.IDENTITY_CARD: "identity",
    Application.IdentityType.CREDIT_CODE: "credit_code",
    Application.IdentityType.PASSPORT: "passport",
}


def holder_kind(application: Application) -> str:
    """The kind of the applicant's number as the store of licences calls it."""
    return _KINDS.get(Application.IdentityType(application.applicant_id_type), "other")


def proposed_face(result: LicenceResult) -> dict[str, Any]:
    """What the face should say by what was filled in; of a changed licence, upon what it says now. Unjudged."""
    application = result.part.application
    known = dict(application.licence.face) if result.way is Way.CHANGE and application.licence else {}
    return known | dict(_taken_over(result))


def _taken_over(result: LicenceResult) -> Iterator[tuple[str, Any]]:
    application = result.part.application
    if application.form_version is None:
        return
    face, form = form_of(face_form(result.kind).pk).fields, form_of(application.form_version).fields
    for row in result.document.get("licence_face", []):
        target, source = face.get(row["face_field"]), form.get(row["form_field"])
        if target and source and (value := application.answers.get(source.name)) is not None:
            yield target.name, translated(source, target, value)


def translated(source: Field, target: Field, value: Any) -> Any:
    """An answer as another field asks for it: choices meet by their labels, yes is 是, and to a text everything is words."""
    if isinstance(value, list) and target.choices:
        labels = {each.label: each.value for each in target.choices}
        return [labels[each.label] for each in source.choices if each.value in value and each.label in labels]
    label = next((each.label for each in source.choices if each.value == value), None)
    if target.choices:
        return next((each.value for each in target.choices if each.label == label), value)
    if target.kind.code == "yes_no":
        return value if label is None else label == "是"
    if target.kind.code in {"text", "long_text"} and not isinstance(value, str):
        return source.kind.words(source, value, {})
    return label or value if target.kind.code in {"text", "long_text"} else value
