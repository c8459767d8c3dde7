"""Registering officials, correcting what is known of them, appointing and relieving them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.events import AccountOpened, AppointmentEnded, PersonAppointed
from mingtang.kernel.directory.keyring import indexes_of
from mingtang.kernel.directory.models import Account, Appointment, Organ, Person, Post
from mingtang.kernel.directory.separation import require_one_office
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.identifiers import IdentityNumber, InvalidIdentifier, parse_mobile_phone


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """A natural person as typed in: identity and telephone numbers in any spelling, or empty."""

    name: str
    identity_number: str = ""
    phone: str = ""


def register_official(actor: Actor, organ: Organ, details: PersonDetails, *, login: str) -> Account:
    """Create the account of an official of `organ`, without password and without rights, waiting to be enabled.

    A person already known by identity number (as a citizen, say) is not created twice. Raises Refused.
    """
    with act(acts.REGISTER_OFFICIAL, actor, within=organ) as deed:
        return write_official(deed, organ, details, login=login)


def write_official(deed: Deed, organ: Organ, details: PersonDetails, *, login: str) -> Account:
    """Write the account and, where new, the person; part of registering and of importing."""
    if Account.objects.filter(login=login).exists():
        raise Refused(f"工号“{login}”已被使用。", "login")
    person = find_or_create_person(deed, details)
    if person.accounts.filter(kind=Account.Kind.OFFICIAL).exists():
        raise Refused("这个身份证件号已有工作人员账号。", "identity_number")
    account = Account(login=login, kind=Account.Kind.OFFICIAL, person=person, organ=organ)
    account.set_unusable_password()
    deed.create(account)
    deed.on = account
    deed.announce(AccountOpened(subject=f"account:{account.pk}", account_id=account.pk))
    return account


def find_or_create_person(deed: Deed, details: PersonDetails) -> Person:
    """The person with this identity number, or a new one. Raises Refused when the number belongs to another name."""
    identity_number, phone = checked_numbers(details)
    known = Person.objects.filter(identity_index__in=indexes_of(identity_number, "person.identity")).first()
    if known is None:
        person = Person(name=details.name, **Person.confidential_values(identity_number, phone))
        deed.create(person)
        return person
    if known.name != details.name:
        raise Refused("这个身份证件号已登记在另一姓名下，请核对。", "identity_number")
    return known


def checked_numbers(details: PersonDetails) -> tuple[str, str]:
    """Identity and telephone number in normal form. Raises Refused naming the field."""
    identity_number = phone = ""
    try:
        if details.identity_number:
            identity_number = str(IdentityNumber.parse(details.identity_number, today=timezone.localdate()))
    except InvalidIdentifier as fault:
        raise Refused(str(fault), "identity_number") from fault
    try:
        if details.phone:
            phone = parse_mobile_phone(details.phone)
    except InvalidIdentifier as fault:
        raise Refused(str(fault), "phone") from fault
    return identity_number, phone


def revise_person(actor: Actor, account: Account, details: PersonDetails) -> None:
    """Correct name, identity number and telephone number of the official behind `account`."""
    with act(acts.REVISE_PERSON, actor, account) as deed:
        identity_number, phone = checked_numbers(details)
        person = account.person
        taken = Person.objects.filter(identity_index__in=indexes_of(identity_number, "person.identity"))
        if taken.exclude(pk=person.pk).exists():
            raise Refused("这个身份证件号已登记在别人名下。", "identity_number")
        deed.change(person, name=details.name, **Person.confidential_values(identity_number, phone))


def reveal_numbers(actor: Actor, account: Account) -> tuple[str, str]:
    """The whole identity and telephone number of the official behind `account`; that they were looked at is recorded."""
    with act(acts.REVEAL_NUMBERS, actor, account):
        return account.person.identity_number, account.person.phone


def appoint(
    actor: Actor, person: Person, post: Post, *, kind: str, start: date, end: date | None = None, basis: str = ""
) -> Appointment:
    """Appoint a person to a post from a day on.

    Raises Refused when the post is closed, the person holds it already, or the appointment would put the roles of
    two of the three officers into one hand (trust.md 11).
    """
    with act(acts.APPOINT, actor, within=post.organ, basis=basis) as deed:
        if post.closed_on:
            raise Refused("这个岗位已撤销。", "post")
        if end is not None and end < start:
            raise Refused("止期早于起期。", "end")
        if Appointment.objects.current(start).filter(person=person, post=post).exists():
            raise Refused(f"{person} 已在此岗位任职。", "person")
        appointment = Appointment(
            person=person, post=post, organ_id=post.organ_id, kind=kind, start=start, end=end, basis=basis
        )
        require_one_office(person, post)
        deed.create(appointment)
        deed.announce(PersonAppointed(subject=f"person:{person.pk}", person_id=person.pk, post_id=post.pk))
    return appointment


def end_appointment(actor: Actor, appointment: Appointment, *, on: date, basis: str = "") -> None:
    """Relieve a person of a post; `on` is the last day."""
    with act(acts.END_APPOINTMENT, actor, appointment, basis=basis) as deed:
        if on < appointment.start:
            raise Refused("免职日期早于任职日期。", "on")
        deed.change(appointment, end=on)
        deed.announce(
            AppointmentEnded(
                subject=f"person:{appointment.person_id}", person_id=appointment.person_id, post_id=appointment.post_id
            )
        )
