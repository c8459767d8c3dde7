"""Revoking authorities of the second level, and lists of revoked ones made fresh."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingtang.lib.ceremony.acts import Act
from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.listing import LIST_DAYS, add_lists
from mingtang.lib.ceremony.opening import begun
from mingtang.lib.ceremony.people import Session, written
from mingtang.lib.ceremony.record import Ceremony
from mingtang.lib.ceremony.revoked import REASONS
from mingtang.lib.crypto.revocation import Reason
from mingtang.lib.crypto.shares import Share


@dataclass(frozen=True, slots=True)
class Revocation:
    """Of which serial number, why."""

    serial: int
    reason: Reason


def make_lists(
    ceremony: Ceremony,
    shares: Sequence[Share],
    session: Session,
    *,
    revoke: Sequence[Revocation] = (),
    days: int = LIST_DAYS,
) -> Ceremony:
    """The ceremony with a list of each root and an entry more. The entry's number is the number of both lists.

    Raises CeremonyRefused, also for a serial number that was not certified here or is revoked already; SharesRefused.
    """
    act, roots = begun("list", ceremony, shares, session)
    new = [_told(ceremony, each, act) for each in revoke]
    number = len(ceremony.entries) + 1
    lists = add_lists(act, roots, number=number, revoked=[*ceremony.revoked(number), *new], days=days)
    return act.entered(ceremony, roots, {"revoked": new, "lists": lists})


def _told(ceremony: Ceremony, wanted: Revocation, act: Act) -> dict[str, str]:
    serial = f"{wanted.serial:x}"
    root = next((str(told["root"]) for told in ceremony.certified() if told["serial"] == serial), None)
    if root is None:
        raise CeremonyRefused(f"no certificate with the serial number {serial} was issued here")
    if any(told["serial"] == serial for told in ceremony.revoked(len(ceremony.entries))):
        raise CeremonyRefused(f"the certificate {serial} is revoked already")
    reason = wanted.reason.name.lower().replace("_", "-")
    if reason not in REASONS:
        raise CeremonyRefused(f"an authority is not revoked for the reason {reason}")
    act.step(f"撤销二级机构证书，序列号 {serial}，原因 {reason}")
    return {"root": root, "serial": serial, "reason": reason, "at": written(act.moment)}
