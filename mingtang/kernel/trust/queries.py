"""What is asked of the register of certificates."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.statements.api import answer_to, moment
from mingtang.kernel.trust.models import Authority, Certificate, EscrowedKey, KeyRecovery, Office, RevocationList
from mingtang.kernel.trust.models.certificate import CertificateQuerySet
from mingtang.lib.crypto.revocation import Reason, Revoked, read_crl
from mingtang.lib.crypto.revocation import RevocationList as ReadList
from mingtang.lib.crypto.validation import Evidence

_STANDING = (
    "SELECT serial, state, state_at, reason FROM trust_certificate WHERE authority_id = %s AND serial IN ({places})"
)

_OF_KEY = "SELECT account_id, organ_id, state FROM trust_certificate WHERE key_digest = %s"


def revocations_among(authority_id: int, serials: Iterable[int]) -> dict[int, Revoked | None]:
    """Those of `serials` that the authority has issued, with their revocation, or None for good ones; one statement."""
    asked = {Certificate.serial_of(serial): serial for serial in serials}
    statement = _STANDING.format(places=", ".join(["%s"] * len(asked)))
    rows = answer_to(statement, [authority_id, *asked])
    return {asked[serial]: _revoked(asked[serial], state, at, reason) for serial, state, at, reason in rows}


def _revoked(serial: int, state: str, at: object, reason: int | None) -> Revoked | None:
    since = moment(at)
    if state == Certificate.State.ACTIVE or since is None:
        return None
    return Revoked(serial, since, Reason(reason or 0))


def certified_for(key_digest: str) -> list[tuple[int | None, int | None, str]]:
    """Account, organ and state of every certificate of a key; one statement."""
    return [(account, organ, state) for account, organ, state in answer_to(_OF_KEY, [key_digest])]


def revoked_in(authority: Authority, now: datetime) -> list[Revoked]:
    """All frozen and revoked certificates of the authority whose term is not over, for a full list; one statement."""
    rows = Certificate.objects.filter(authority=authority, not_after__gte=now).exclude(state=Certificate.State.ACTIVE)
    told = rows.order_by("state_at", "pk").values_list("serial", "state_at", "reason")
    return [Revoked(int(serial, 16), at, Reason(reason or 0)) for serial, at, reason in told.iterator()]


def changed_since(authority: Authority, since: datetime, now: datetime) -> list[Revoked]:
    """What became of certificates after `since`, for a delta: thawed ones are taken off the list; one statement."""
    rows = Certificate.objects.filter(authority=authority, not_after__gte=now, state_at__gt=since)
    told = rows.order_by("state_at", "pk").values_list("serial", "state", "state_at", "reason")
    return [
        Revoked(int(serial, 16), at, Reason.REMOVE_FROM_LIST if state == Certificate.State.ACTIVE else Reason(reason or 0))
        for serial, state, at, reason in told
    ]  # fmt: skip


PUBLISHED = (
    "organ-signing", "organ-encryption", "seal-signer", "seal-maker",
    "server-signing", "server-encryption", "device", "ocsp-signer", "timestamper",
)  # fmt: skip
"""Profiles whose certificates anybody may look up; those of people and officers are not among them."""


def published_certificates(wanted: str = "") -> CertificateQuerySet:
    """Certificates that anybody may look up: by a part of the name, the whole serial number or the fingerprint."""
    found = Certificate.objects.filter(profile__in=PUBLISHED).select_related("authority").order_by("-pk")
    plain = wanted.replace(" ", "").replace(":", "").lower()
    if not plain:
        return found
    return found.filter(Q(common_name__contains=wanted) | Q(serial=plain) | Q(fingerprint=plain))


def newest_list(authority_id: int, *, delta: bool) -> RevocationList | None:
    """The list that is published now; one statement."""
    lists = RevocationList.objects.filter(authority=authority_id, base__isnull=not delta)
    return lists.order_by("-number").first()


def evidence_at_hand() -> Evidence:
    """Roots, authorities and the newest lists of this node, to judge certificates by; three statements."""
    authorities = list(Authority.objects.exclude(encoded=b""))
    roots = [each.certificate for each in authorities if each.level == Authority.Level.ROOT]
    others = [each.certificate for each in authorities if each.level != Authority.Level.ROOT]
    return Evidence(roots, others, lists_at_hand())


def lists_at_hand(**of: object) -> list[ReadList]:
    """The newest full list of each authority, read; `of` narrows the authorities; two statements."""
    newest = RevocationList.objects.filter(base=None, **of).order_by("authority", "-number")
    keys: dict[int, int] = {}
    for pk, authority in newest.values_list("pk", "authority"):
        keys.setdefault(authority, pk)
    rows = RevocationList.objects.filter(pk__in=keys.values()).values_list("encoded", flat=True)
    return [read_crl(bytes(encoded)) for encoded in rows]


def lists_of_roots() -> list[ReadList]:
    """The newest list of each root: short, and what says that an authority below it was not revoked; two statements."""
    return lists_at_hand(authority__level=Authority.Level.ROOT)


WINDOWS = (30, 60, 90)
"""Days within which certificates expire, as boards show them (trust.md 15)."""


def authorities_visible_to(actor: Actor) -> QuerySet[Authority]:
    """Authorities and roots that the actor may see, with their superiors."""
    rows: QuerySet[Authority] = Authority.objects.visible_to(actor)
    return rows.select_related("superior")


def offices_of(authority: Authority) -> list[Office]:
    """Who serves and who has served for an authority, the newest of each role first; one statement."""
    return list(Office.objects.filter(authority=authority).select_related("certificate").order_by("role", "-since"))


def lists_of(authority: Authority, most: int = 10) -> list[RevocationList]:
    """The newest lists of an authority without their contents; one statement."""
    return list(RevocationList.objects.filter(authority=authority).defer("encoded").order_by("-number")[:most])


def certificates_visible_to(actor: Actor) -> QuerySet[Certificate]:
    """Certificates that the actor may see, without their encoding."""
    rows: QuerySet[Certificate] = Certificate.objects.visible_to(actor)
    return rows.select_related("authority", "organ").defer("encoded", "authority__encoded", "authority__request")


def own_certificates(actor: Actor) -> QuerySet[Certificate]:
    """The actor's own certificates, newest first."""
    rows = Certificate.objects.filter(account=actor.account_id) if actor.account_id else Certificate.objects.none()
    return rows.select_related("authority", "organ").order_by("-id")


def organs_with_certificates(actor: Actor) -> list[tuple[int, str]]:
    """Organs that visible certificates belong to, for picking from; one statement."""
    rows = Certificate.objects.visible_to(actor).exclude(organ=None).order_by("organ__path")
    return list(rows.values_list("organ", "organ__short_name").distinct())


def ending_within(rows: QuerySet[Certificate], days: int) -> QuerySet[Certificate]:
    """Those in force that expire within `days` and that no other certificate has replaced."""
    now = timezone.now()
    in_force = rows.exclude(state=Certificate.State.REVOKED).filter(renewed_by=None)
    return in_force.filter(not_after__gte=now, not_after__lte=now + timedelta(days=days))


def ending_by_organ(actor: Actor) -> list[dict[str, Any]]:
    """How many visible certificates of each organ expire within each window, the most urgent first; one statement.

    Rows have `organ`, `name` (None for certificates of no organ) and `within_30` and so on.
    """
    now = timezone.now()
    counts = {f"within_{days}": Count("pk", filter=Q(not_after__lte=now + timedelta(days=days))) for days in WINDOWS}
    rows = ending_within(Certificate.objects.visible_to(actor), WINDOWS[-1]).order_by()
    told = rows.values("organ", "organ__short_name", "organ__path").annotate(**counts)
    return [dict(row) for row in told.order_by(*(f"-within_{days}" for days in WINDOWS), "organ__path")]


def keys_visible_to(actor: Actor) -> QuerySet[EscrowedKey]:
    """Escrowed keys that the actor may know of, with their certificates and nothing of the keys themselves."""
    rows: QuerySet[EscrowedKey] = EscrowedKey.objects.visible_to(actor)
    return rows.select_related("certificate", "certificate__organ").defer("sealed", "spki", "certificate__encoded")


def pool_counts() -> dict[str, int]:
    """How many keys are spare, in use and history; one statement."""
    counted = dict(EscrowedKey.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: counted.get(state, 0) for state in EscrowedKey.State.values}


def recoveries_visible_to(actor: Actor) -> QuerySet[KeyRecovery]:
    """Recoveries that the actor may see, with those who asked and decided, without the keys."""
    rows: QuerySet[KeyRecovery] = KeyRecovery.objects.visible_to(actor)
    related = ("key__certificate__organ", "key__certificate__account", "asked_by__person", "decided_by__person")
    return rows.select_related(*related).defer("key__certificate__encoded")


def recoveries_to_confirm(actor: Actor) -> int:
    """How many recoveries wait for somebody else than the actor; one statement."""
    waiting = KeyRecovery.objects.visible_to(actor).filter(state=KeyRecovery.State.ASKED)
    return int(waiting.exclude(asked_by=actor.account_id).count())
