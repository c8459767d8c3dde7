"""Registering citizens and legal persons, and authorising agents."""

from datetime import date

from django.utils import timezone

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.accounts import EncodedPassword, set_password
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.people import PersonDetails, checked_numbers, find_or_create_person
from mingtang.kernel.directory.events import AccountOpened
from mingtang.kernel.directory.keyring import indexes_of
from mingtang.kernel.directory.models import Account, Agency, LegalPerson, Person
from mingtang.kernel.evidence.api import SYSTEM, Act, Actor, NotPermitted, act, record_refusal
from mingtang.lib.identifiers import CreditCode, InvalidIdentifier


def register_citizen(
    actor: Actor,
    details: PersonDetails,
    *,
    password: str | EncodedPassword,
    assurance: int = Account.Assurance.REGISTERED,
) -> Account:
    """Open an account for a citizen, found again by telephone or identity number. Raises Refused naming the field.

    The level of assurance starts at the telephone; `assurance` is raised only by whoever has checked the identity.
    """
    identity_number, phone = checked_numbers(details)
    _require_given(identity_number, phone)
    _require_unregistered(identity_number, phone)
    with act(acts.REGISTER_CITIZEN, actor) as deed:
        person = find_or_create_person(deed, details)
        _require_same_phone(person, phone)
        if not person.phone_cipher:
            deed.change(person, **Person.confidential_values(identity_number, phone))
        account = Account(
            login=f"citizen-{person.pk}",
            kind=Account.Kind.CITIZEN,
            person=person,
            state=Account.State.ACTIVE,
            assurance=assurance,
        )
        account.set_unusable_password()
        deed.create(account)
        deed.on = account
        set_password(acts.CHANGE_PASSWORD, actor, account, password)
        deed.announce(AccountOpened(subject=f"account:{account.pk}", account_id=account.pk))
    return account


def register_legal_person(
    actor: Actor, representative: Person, *, name: str, credit_code: str, password: str | EncodedPassword, on: date
) -> Account:
    """Open an account for a legal person; its representative may act for it without limit. Raises Refused.

    Citizens register only what they represent themselves, once their identity has been verified (services.md 3).
    """
    _require_verified_representative(actor, representative)
    try:
        code = str(CreditCode.parse(credit_code))
    except InvalidIdentifier as fault:
        raise Refused(str(fault), "credit_code") from fault
    if LegalPerson.objects.filter(credit_code=code).exists():
        raise Refused("这个统一社会信用代码已经注册。", "credit_code")
    with act(acts.REGISTER_LEGAL_PERSON, actor) as deed:
        legal = LegalPerson(name=name, credit_code=code, representative=representative)
        deed.create(legal)
        account = Account(login=code, kind=Account.Kind.LEGAL, legal_person=legal, state=Account.State.ACTIVE)
        account.set_unusable_password()
        deed.create(account)
        deed.create(Agency(legal_person=legal, person=representative, start=on))
        deed.on = account
        set_password(acts.CHANGE_PASSWORD, actor, account, password)
        deed.announce(AccountOpened(subject=f"account:{account.pk}", account_id=account.pk))
    return account


def authorise_agent(
    actor: Actor, legal_person: LegalPerson, agent: Person, *, scope: str, start: date, end: date | None
) -> Agency:
    """Let a person act for a legal person, from–to. Raises NotPermitted unless the actor may speak for it."""
    _require_speaker(acts.AUTHORISE_AGENT, actor, legal_person)
    if end is not None and end < start:
        raise Refused("止期早于起期。", "end")
    agency = Agency(legal_person=legal_person, person=agent, scope=scope, start=start, end=end)
    with act(acts.AUTHORISE_AGENT, actor, legal_person) as deed:
        deed.create(agency)
    return agency


def revoke_agent(actor: Actor, agency: Agency) -> None:
    """Take an agent's authorisation back at once. Raises NotPermitted unless the actor may speak for the legal person."""
    _require_speaker(acts.REVOKE_AGENT, actor, agency.legal_person)
    with act(acts.REVOKE_AGENT, actor, agency.legal_person) as deed:
        deed.change(agency, revoked_at=timezone.now())


def may_speak_for(actor: Actor, legal_person: LegalPerson) -> bool:
    """Whether the actor is the legal person's own account, or its representative."""
    account = Account.objects.filter(pk=actor.account_id).first()
    return account is not None and (
        account.legal_person_id == legal_person.pk or account.person_id == legal_person.representative_id
    )


def _require_speaker(kind: Act, actor: Actor, legal_person: LegalPerson) -> None:
    if actor.kind != SYSTEM.kind and not may_speak_for(actor, legal_person):
        record_refusal(kind, actor, legal_person)
        raise NotPermitted("只有法人账号或法定代表人可以授权和撤销经办人。", refused=(kind, actor, legal_person))


def may_register_legal_person(actor: Actor) -> bool:
    """Whether the actor is a citizen whose identity has been verified."""
    verified = Account.objects.filter(pk=actor.account_id, kind=Account.Kind.CITIZEN)
    return verified.filter(assurance__gte=Account.Assurance.VERIFIED).exists()


def _require_verified_representative(actor: Actor, representative: Person) -> None:
    if actor.kind == SYSTEM.kind:
        return
    own = Account.objects.filter(pk=actor.account_id, person=representative).exists()
    if not own or not may_register_legal_person(actor):
        record_refusal(acts.REGISTER_LEGAL_PERSON, actor, representative)
        raise NotPermitted(
            "法人注册须由通过实人核验的法定代表人本人办理。",
            refused=(acts.REGISTER_LEGAL_PERSON, actor, representative),
        )


def _require_same_phone(person: Person, phone: str) -> None:
    """A code proves the telephone, not the identity: it must not attach a stranger's telephone to a known person."""
    if person.phone_cipher and person.phone != phone:
        raise Refused("这个身份证件号登记的是另一个手机号，请用原手机号注册，或到办事大厅核验后变更。", "phone")


def _require_given(identity_number: str, phone: str) -> None:
    if not identity_number:
        raise Refused("请填写身份证件号。", "identity_number")
    if not phone:
        raise Refused("请填写手机号。", "phone")


def _require_unregistered(identity_number: str, phone: str) -> None:
    citizens = Account.objects.filter(kind=Account.Kind.CITIZEN)
    if citizens.filter(person__identity_index__in=indexes_of(identity_number, "person.identity")).exists():
        raise Refused("这个身份证件号已注册，请直接登录或找回密码。", "identity_number")
    if citizens.filter(person__phone_index__in=indexes_of(phone, "person.phone")).exists():
        raise Refused("这个手机号已注册，请直接登录或找回密码。", "phone")
