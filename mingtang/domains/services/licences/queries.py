"""What pages, the API and other rooms ask of the licence store."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from mingtang.domains.services.licences.models import Issuer, Licence, LicenceQuerySet, LicenceType, LicenceUse
from mingtang.domains.services.licences.policy import is_sure_enough, own_number
from mingtang.domains.services.licences.rules import State
from mingtang.kernel.evidence.api import Actor


def licences_visible_to(actor: Actor) -> LicenceQuerySet:
    """Licences of organs whose store the actor may read."""
    rows: LicenceQuerySet = Licence.objects.visible_to(actor)
    return rows.told()


def own_licences(actor: Actor) -> LicenceQuerySet:
    """The actor's own licences, without versions that newer ones have replaced; none until it is sure who asks."""
    number = own_number(actor) if is_sure_enough(actor) else ""
    rows: LicenceQuerySet = Licence.objects.held_by(number).exclude(state=State.SUPERSEDED)
    return rows.told().order_by("-issued_on", "-pk")


def versions_of(licence: Licence) -> list[Licence]:
    """All versions of a licence, newest first; one statement."""
    root = licence.identifier.rsplit(".", 2)[0]
    rows = Licence.objects.filter(type=licence.type_id, number=licence.number, identifier__startswith=f"{root}.")
    return list(rows.order_by("-version"))


def uses_of(licence: Licence, most: int = 20) -> list[LicenceUse]:
    """The newest uses of a licence in all of its versions."""
    return list(LicenceUse.objects.filter(licence=licence).select_related("case").order_by("-at", "-pk")[:most])


def stored_type_codes() -> frozenset[str]:
    """The codes of the types that licences are issued of; one statement."""
    return frozenset(LicenceType.objects.filter(retired_on=None).values_list("code", flat=True))


def licence_type(code: str) -> LicenceType | None:
    """The type with this code; None when the store does not know it."""
    return LicenceType.objects.select_related("form").filter(code=code).first()


def licences_of_case(case_id: int | None) -> list[Licence]:
    """What a case has issued, changed or renewed, oldest first; none without a case. Two statements."""
    return list(Licence.objects.filter(case=case_id).told().order_by("pk")) if case_id else []


def licences_held(number: str, type_code: str) -> list[Licence]:
    """The licences of a type in force that the holder with this number has, newest first; two statements.

    Who may ask is for the caller to see.
    """
    return list(Licence.objects.effective().held_by(number).filter(type__code=type_code).told().order_by("-valid_from"))


def licence_types() -> QuerySet[LicenceType]:
    """Every type, with the numbers of its issuers and of its licences in force."""
    in_force = Count("licences", filter=Q(licences__state=State.EFFECTIVE), distinct=True)
    return LicenceType.objects.annotate(in_force=in_force, issuing=Count("issuers", distinct=True))


def issuable_types(actor: Actor) -> QuerySet[LicenceType]:
    """Types that the actor's organ issues."""
    own = Issuer.objects.filter(organ=actor.organ_id).values("type")
    return LicenceType.objects.filter(pk__in=own, retired_on=None).order_by("code")


def types_in_store(actor: Actor) -> list[tuple[int, str]]:
    """Types of the licences that the actor may read, for filters; one statement."""
    visible: QuerySet[Any] = Licence.objects.visible_to(actor).order_by().values("type")
    return list(LicenceType.objects.filter(pk__in=visible).values_list("pk", "name").order_by("code"))


def running_out(rows: QuerySet[Licence], until: date) -> QuerySet[Licence]:
    """Those in force that end, or whose renewal must be asked for, by a day."""
    return rows.filter(Q(renew_by__lte=until) | Q(valid_until__lte=until), state=State.EFFECTIVE)
