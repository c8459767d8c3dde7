"""Lights about what is no part of an application: licences that came without one, bad ratings that nobody follows up."""

from datetime import datetime

from django.utils import timezone

from mingtang.domains.services.catalogue.api import granted_since
from mingtang.domains.services.efficiency import acts
from mingtang.domains.services.efficiency.actions.raising import raise_light
from mingtang.domains.services.efficiency.models import Light
from mingtang.domains.services.efficiency.rules.findings import Rule
from mingtang.domains.services.efficiency.ruleset import rules_in_force
from mingtang.domains.services.licences.api import Licence
from mingtang.domains.services.ratings.api import LateFollowUp, late_follow_ups
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.evidence.api import SYSTEM


def notice_licence(licence: Licence) -> int:
    """A licence without a case is a result outside the system (体外循环); answers how many lights were raised.

    Only where the organ takes applications for such licences: what holds since before that comes from the archives.
    """
    since = granted_since(licence.issuer_id, licence.type.code) if licence.case_id is None else None
    if since is None or licence.valid_from < timezone.localdate(since):
        return 0
    return sum(_of_licence(rule, licence) for rule in _rules("result_without_case", licence.state_since))


def _of_licence(rule: Rule, licence: Licence) -> bool:
    key = f"{rule.code}:{rule.light}:licence:{licence.pk}"
    if Light.objects.filter(key=key).exists():
        return False
    raise_light(
        SYSTEM, acts.RAISE_LIGHT, rule, key=key, organ=licence.issuer, about=str(licence),
        description=f"{licence}没有对应的办件。", at=licence.state_since,
    )  # fmt: skip
    return True


def notice_follow_ups(now: datetime) -> int:
    """Bad ratings that were not called back or not rectified in time; answers how many lights were raised."""
    late = late_follow_ups(now)
    found = {_key(rule, each): (rule, each) for rule in _rules("follow_up_late", now) for each in late}
    known = set(Light.objects.filter(key__in=found).values_list("key", flat=True))
    fresh = {key: what for key, what in found.items() if key not in known}
    for key, what in fresh.items():
        _of_follow_up(*what, key)
    return len(fresh)


def _key(rule: Rule, late: LateFollowUp) -> str:
    return f"{rule.code}:{rule.light}:rating:{late.rating.pk}:{late.step}"


def _of_follow_up(rule: Rule, late: LateFollowUp, key: str) -> None:
    invitation = late.rating.invitation
    raise_light(
        SYSTEM, acts.RAISE_LIGHT, rule, key=key, organ=late.organ, about=invitation.subject,
        application=invitation.application, description=f"{late.title}已于 {last_day(late.due_at)} 届满，还没有办理。", at=late.due_at,
    )  # fmt: skip


def _rules(condition: str, at: datetime) -> list[Rule]:
    return [rule for rule in rules_in_force(timezone.localdate(at)) if rule.condition == condition]
