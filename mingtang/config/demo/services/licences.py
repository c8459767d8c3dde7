"""Licences of the demonstration city: two types, and what enterprises and people hold, issued on days gone by."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.services.licences.actions.standing import turn
from mingtang.domains.services.licences.api import (
    CERTIFICATE,
    HolderDetails,
    IssueDetails,
    Licence,
    LicenceType,
    TypeDetails,
    change,
    define_type,
    expire_due,
    install,
    issue,
    remind_of_ends,
)
from mingtang.domains.services.licences.rules import Step
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.api import install as install_form
from mingtang.lib.identifiers import licence_type_code

REASON = "平台上线前颁发的证照，按证照档案补录"
OF_A_PERSON = "~"


@transaction.atomic
def load_licences(city: City) -> None:
    """Define the types and issue the licences, unless that was done before; one transaction, all of it or nothing."""
    types = load_licence_types(city)
    if Licence.objects.exists():
        return
    for entry in read("licences"):
        _tell(city, types, entry)
    expire_due(timezone.localdate())
    remind_of_ends(timezone.localdate())


def load_licence_types(city: City) -> dict[str, LicenceType]:
    """The types by their keys, defined by whoever keeps the directory of the node; again: changes nothing."""
    install()
    known = {kind.code: kind for kind in LicenceType.objects.all()}
    types = {}
    for entry in read("licence_types"):
        code = code_of(city, entry)
        types[entry["key"]] = known.get(code) or _define(city, code, entry)
    return types


def code_of(city: City, entry: dict[str, Any]) -> str:
    """The code of a type: the definer's and a serial number, or that of the nation."""
    return entry.get("code") or licence_type_code(city.organs[entry["definer"]].credit_code or "", entry["serial"])


def _define(city: City, code: str, entry: dict[str, Any]) -> LicenceType:
    form = install_form(f"licence-{entry['key']}", entry["face"]["title"], entry["face"])
    names = ("name", "term", "basis", "renewal_from", "renewal_until")
    given = {name: entry[name] for name in names if name in entry}
    issuers = [city.organs[key] for key in entry["issuers"]]
    details = TypeDetails(form=form.definition, letter=CERTIFICATE, issuers=issuers, **given)
    kind = define_type(SYSTEM, code, details)
    if "numbers" in entry:
        set_number_format(SYSTEM, kind.numbering, entry["numbers"], organ=issuers[0])
    return kind


def _tell(city: City, types: dict[str, LicenceType], entry: dict[str, Any]) -> None:
    """Issue a licence, then let happen to it what happened."""
    account = city.officials[entry["by"]]
    appointment = appointments_of(account.person, timezone.localdate()).get()
    actor = AccountActor(account, appointment=appointment)
    with _days_ago(entry["issued"]):
        details = IssueDetails(
            holders=[_holder(city, key) for key in entry["holder"].split()],
            face=entry["face"],
            number=entry.get("number", ""),
            reason=entry.get("reason", REASON),
        )
        licence = issue(actor, types[entry["type"]], details, issuer=appointment.organ)
    for days, step, reason, basis, *face in entry.get("steps", []):
        with _days_ago(days):
            if face:
                change(actor, licence, face=entry["face"] | face[0], reason=reason, basis=basis)
            else:
                turn(Step(step), actor, licence, reason=reason, basis=basis)


def _days_ago(days: int) -> AbstractContextManager[None]:
    """The forenoon of a day gone by; today is as late as it is."""
    if not days:
        return nullcontext()
    day = timezone.localdate() - timedelta(days=days)
    return at(timezone.make_aware(datetime.combine(day, time(10, 20))))


def _holder(city: City, key: str) -> HolderDetails:
    if key.startswith(OF_A_PERSON):
        person = city.citizens[key.removeprefix(OF_A_PERSON)].person
        return HolderDetails(kind="identity", name=person.name, number=person.identity_number)
    legal = city.enterprises[key].legal_person
    return HolderDetails(kind="credit_code", name=legal.name, number=legal.credit_code)
