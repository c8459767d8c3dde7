"""What is asked of the register of certificates."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from mingtang.kernel.statements.api import answer_to, moment
from mingtang.kernel.trust.models import Authority, Certificate, RevocationList
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
