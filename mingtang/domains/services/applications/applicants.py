"""Who applies: taken from the account that files."""

from dataclasses import dataclass
from typing import Any, Self

from django.utils import timezone

from mingtang.domains.services.applications.models import Application
from mingtang.kernel.directory.api import Account, AccountActor, Refused

Kind, IdentityType = Application.ApplicantKind, Application.IdentityType
_ORGANISATIONS = {"11": Kind.ORGAN, "12": Kind.INSTITUTION, "51": Kind.ASSOCIATION, "52": Kind.ASSOCIATION}
_ORGANISATIONS |= {"53": Kind.ASSOCIATION, "91": Kind.ENTERPRISE, "92": Kind.ENTERPRISE, "93": Kind.ENTERPRISE}


@dataclass(frozen=True)
class Applicant:
    """Who applies, by name and number, and whom to call. `agent` is who acts for an organisation or another person."""

    kind: str
    name: str
    id_type: str
    number: str
    contact: str = ""
    phone: str = ""
    agent: str = ""

    @classmethod
    def of(cls, actor: AccountActor) -> Self:
        """The applicant behind an account: the person, or the legal person it acts for. Raises Refused for officials."""
        if actor.is_official:
            raise Refused("工作人员账号不能在网上提交申请，请使用个人或法人账号，或到窗口代办。")
        person = actor.account.person
        phone = person.phone if person else ""
        legal = actor.agency.legal_person if actor.agency else actor.account.legal_person
        if legal is not None:
            contact = person or legal.representative
            agent = actor.name if actor.agency else ""
            code = legal.credit_code
            return cls(kind_of(code), legal.name, IdentityType.CREDIT_CODE, code, contact.name, contact.phone, agent)
        assert person is not None  # an account has its holder
        return cls(Kind.PERSON, person.name, IdentityType.IDENTITY_CARD, person.identity_number, person.name, phone)

    @property
    def known(self) -> dict[str, str]:
        """What a form may be filled in with, by source (`lib.forms.PREFILLS`)."""
        return {
            "applicant_name": self.name,
            "applicant_number": self.number,
            "contact_name": self.contact,
            "contact_phone": self.phone,
        }

    def columns(self) -> dict[str, Any]:
        """What an application keeps of it."""
        return {
            "applicant_kind": self.kind,
            "applicant_name": self.name[:160],
            "applicant_id_type": self.id_type,
            "contact_name": self.contact[:100],
            "agent_name": self.agent[:100],
            **Application.confidential_values(self.number, self.phone),
        }


def require_authority(actor: AccountActor) -> None:
    """An agent files only what, and only while, his authority covers (services.md 4: submitted → received). Raises Refused."""
    agency, today = actor.agency, timezone.localdate()
    if agency is None:
        return
    if agency.revoked_at is not None or not agency.start <= today <= (agency.end or today):
        raise Refused("您的经办授权不在有效期内，请法定代表人重新授权。")
    if agency.scope == agency.Scope.RECEIVE:
        raise Refused("您的授权范围只有领取结果，不能申报办件。")


def kind_of(credit_code: str) -> str:
    """What sort of organisation has this unified social credit code (GB 32100: the first two characters)."""
    return _ORGANISATIONS.get(credit_code[:2], Kind.OTHER)


def require_matched(account: Account) -> None:
    """Filing needs the name and number to have been matched (services.md 3). Raises Refused.

    A legal person is registered only by a representative who was verified, so its account is.
    """
    if account.kind != Account.Kind.LEGAL and account.assurance < Account.Assurance.MATCHED:
        raise Refused("提交申请需要先完成实名认证，请到“我的账号”办理。")
