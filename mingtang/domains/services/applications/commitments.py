"""Notification and commitment (告知承诺): whether an application goes that way, what its applicant is told, and what is barred.

Source: 国办发〔2020〕42号, 关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见.
"""

from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications.models import Application, Commitment, CreditRecord
from mingtang.kernel.clocks.api import statute
from mingtang.lib.clocks import Unit
from mingtang.lib.digests import canonical_json, sm3_hex
from mingtang.lib.flow.conditions import Condition, ConditionError

_UNITS = {Unit.WORKING_DAYS: "个工作日", Unit.NATURAL_DAYS: "日", Unit.MONTHS: "个月"}


def is_by_commitment(application: Application) -> bool:
    """Whether the answers to the questions of the item choose commitment."""
    condition = application.version.document.get("commitment_when", "")
    try:
        return bool(condition) and Condition(condition).holds(application.scenario)
    except ConditionError:  # it asks for what was not answered
        return False


def commitment_process(application: Application) -> str:
    """The key of the process of the way of commitment; empty for everything else."""
    return str(application.version.document.get("commitment_process", "")) if is_by_commitment(application) else ""


def told_of(application: Application) -> dict[str, Any]:
    """What the applicant is told and commits to, as it stands in the version the application is filled in by."""
    document = application.version.document
    check = statute("services.commitment_check", timezone.localdate())
    return {
        "item": application.item.name,
        "organ": application.organ.name,
        "applicant": application.applicant_name,
        "conditions": [
            line.strip(" ；;。") for line in document.get("commitment_conditions", "").splitlines() if line.strip()
        ],
        "consequence": document.get("commitment_consequence", ""),
        "check": f"{check.amount}{_UNITS.get(check.unit, '')}",
    }


def signers_of(application: Application, account_name: str) -> set[str]:
    """Who may sign: the applicant, who fills in for himself, at a window whoever came for him; never the clerk."""
    if application.channel == Application.Channel.WINDOW:
        return {application.applicant_name, application.agent_name} - {""}
    return {application.applicant_name, account_name}


def digest_of(told: dict[str, Any]) -> str:
    """The SM3 digest of what was told."""
    return sm3_hex(canonical_json(told))


def commitment_of(application: Application) -> Commitment | None:
    """What the applicant has committed to; None without, and when what he would be told has changed since."""
    found: Commitment | None = Commitment.objects.filter(application=application).first()
    if found is None or not application.is_draft:
        return found
    return found if found.digest == digest_of(told_of(application)) else None


def missing_commitment(application: Application) -> list[str]:
    """The commitment, when it is asked for and has not been made."""
    return ["告知承诺书"] if is_by_commitment(application) and commitment_of(application) is None else []


def unrepaired_record(number: str) -> CreditRecord | None:
    """The newest dishonesty of whoever has this number that has not been repaired; None without. One statement."""
    found: CreditRecord | None = CreditRecord.objects.of_subject(number).unrepaired().first()
    return found
