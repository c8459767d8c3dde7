"""How a licence stands: suspended, in force again, taken back, struck off, expired; and renewals that are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from mingtang.domains.services.licences import acts
from mingtang.domains.services.licences.actions.issuing import subject_of
from mingtang.domains.services.licences.actions.succeeding import lock
from mingtang.domains.services.licences.actions.telling import tell_holders
from mingtang.domains.services.licences.events import (
    LicenceCancelled,
    LicenceExpired,
    LicenceResumed,
    LicenceRevoked,
    LicenceSuspended,
)
from mingtang.domains.services.licences.models import Licence
from mingtang.domains.services.licences.rules import LEADS_TO, STEPS, State, Step
from mingtang.kernel.cases.api import Case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Act, Actor, act

Fact = type[LicenceSuspended | LicenceResumed | LicenceRevoked | LicenceCancelled]


@dataclass(frozen=True)
class Turn:
    """What belongs to a step: the kind of act, and the fact that it announces."""

    act: Act
    fact: Fact


TURNS: Mapping[Step, Turn] = {
    Step.SUSPEND: Turn(acts.SUSPEND, LicenceSuspended),
    Step.RESUME: Turn(acts.RESUME, LicenceResumed),
    Step.REVOKE: Turn(acts.REVOKE, LicenceRevoked),
    Step.CANCEL: Turn(acts.CANCEL, LicenceCancelled),
}


def suspend(actor: Actor, licence: Licence, *, reason: str, basis: str) -> None:
    """Take a licence out of use for the time being. Raises NotPermitted, Refused."""
    _turn(Step.SUSPEND, actor, licence, reason, basis)


def resume(actor: Actor, licence: Licence, *, reason: str, basis: str) -> None:
    """Put a suspended licence in force again. Raises NotPermitted, Refused."""
    _turn(Step.RESUME, actor, licence, reason, basis)


def revoke(actor: Actor, licence: Licence, *, reason: str, basis: str, decided: bool = False) -> None:
    """Take a licence back (撤销, 行政许可法 69). `decided` as in `issue`. Raises NotPermitted, Refused."""
    _turn(Step.REVOKE, actor, licence, reason, basis, decided=decided)


def cancel(actor: Actor, licence: Licence, *, reason: str, basis: str, decided: bool = False) -> None:
    """Strike a licence off (注销, 行政许可法 70). `decided` as in `issue`. Raises NotPermitted, Refused."""
    _turn(Step.CANCEL, actor, licence, reason, basis, decided=decided)


def turn(step: Step, actor: Actor, licence: Licence, *, reason: str, basis: str) -> None:
    """One of the four steps by its name. Raises NotPermitted, Refused."""
    _turn(step, actor, licence, reason, basis)


def _turn(step: Step, actor: Actor, licence: Licence, reason: str, basis: str, *, decided: bool = False) -> None:
    with act(acts.by(TURNS[step].act, decided=decided), actor, licence, basis=basis) as deed:
        lock(licence, step)
        for value, name, words in ((reason, "reason", "原因"), (basis, "basis", "依据")):
            if not value:
                raise Refused(f"请写明{STEPS[step]}的{words}。", name)
        deed.note = reason
        deed.change(licence, state=LEADS_TO[step], state_since=timezone.now(), reason=reason, basis=basis)
        deed.announce(TURNS[step].fact(subject=subject_of(licence), licence_id=licence.pk))
        tell_holders(licence, f"证照已{STEPS[step]}", f"{licence}已{STEPS[step]}。原因：{reason}。依据：{basis}。")


def await_renewal(actor: Actor, licence: Licence, case: Case, *, on: date | None = None) -> None:
    """Note that a renewal was asked for in time: while its case is open the licence does not expire (行政许可法 50).

    Whether the actor may ask is for the room of applications to see. `on` is the day of asking, today without one.
    Raises Refused after the last day.
    """
    with act(acts.AWAIT_RENEWAL, actor, licence) as deed:
        lock(licence, Step.RENEW)
        if licence.renew_by is None or (on or timezone.localdate()) > licence.renew_by:
            raise Refused("已经过了最迟申请延续的日期。")
        deed.change(licence, renewal_case=case)


def expire_due(today: date) -> int:
    """Let licences expire whose last day is over and for which no renewal waits; answers how many."""
    waits = Q(renewal_case__isnull=False, renewal_case__ended_at=None)
    over = Licence.objects.filter(state__in=[State.EFFECTIVE, State.SUSPENDED], valid_until__lt=today).exclude(waits)
    return sum(_expire(licence) for licence in over.select_related("type").iterator(chunk_size=500))


def _expire(licence: Licence) -> bool:
    """Whether it was still to be done."""
    try:
        with act(acts.EXPIRE, SYSTEM, licence) as deed:
            lock(licence, Step.EXPIRE)
            deed.change(licence, state=State.EXPIRED, state_since=timezone.now())
            deed.announce(LicenceExpired(subject=subject_of(licence), licence_id=licence.pk))
            tell_holders(licence, "证照已过期", f"{licence}有效期已于 {licence.valid_until:%Y-%m-%d} 届满。")
    except Refused:
        return False  # somebody else was quicker
    return True
