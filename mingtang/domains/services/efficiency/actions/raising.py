"""Raising lights: what the rules find is written down once, told to whoever is responsible, and passes when it is over."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from mingtang.domains.services.applications.api import Application, Part
from mingtang.domains.services.efficiency import acts
from mingtang.domains.services.efficiency.actions.stepping import step
from mingtang.domains.services.efficiency.actions.telling import tell_of_light
from mingtang.domains.services.efficiency.events import LightRaised
from mingtang.domains.services.efficiency.models import Light, LightStep
from mingtang.domains.services.efficiency.queries.standing import Stands, standings
from mingtang.domains.services.efficiency.rules.conditions import judge
from mingtang.domains.services.efficiency.rules.course import Stage
from mingtang.domains.services.efficiency.rules.findings import Finding, Rule
from mingtang.domains.services.efficiency.ruleset import rules_in_force
from mingtang.kernel.clocks.api import end_of, office_hours, statute
from mingtang.kernel.directory.api import Organ, Refused, issue_number
from mingtang.kernel.evidence.api import SYSTEM, Act, Actor, act
from mingtang.lib.clocks import due

NUMBERING = "services.light"


def examine(applications: Collection[int], now: datetime | None = None) -> int:
    """Hold the rules of today against these applications; answers how many lights were raised. Again: none."""
    moment = now or timezone.now()
    rules = rules_in_force(timezone.localdate(moment))
    found = {
        _key(rule, stands.part, finding): (rule, stands, finding)
        for stands in standings(applications, moment)
        for rule in rules
        for finding in judge(rule, stands.standing)
    }
    _pass_what_is_over(applications, found)
    known = set(Light.objects.filter(key__in=found).values_list("key", flat=True))
    return sum(_raise_once(key, *what) for key, what in found.items() if key not in known)


def _key(rule: Rule, part: Part, finding: Finding) -> str:
    return f"{rule.code}:{rule.light}:{part.pk}:{finding.mark}"


def _raise_once(key: str, rule: Rule, stands: Stands, finding: Finding) -> bool:
    """Another sweep may have been faster; then nothing happens."""
    part = stands.part
    at = end_of(finding.since) if finding.since else stands.standing.now
    try:
        raise_light(
            SYSTEM, acts.RAISE_LIGHT, rule, key=key, organ=part.organ, about=part.application.item.name, part=part,
            description=finding.sentence, at=at,
        )  # fmt: skip
    except IntegrityError:
        return False
    return True


def raise_light(
    actor: Actor, kind: Act, rule: Rule, *, key: str, organ: Organ, about: str, description: str, at: datetime,
    part: Part | None = None, application: Application | None = None,
) -> Light:  # fmt: skip
    """Write a light with its number, and tell of it."""
    now = timezone.now()
    person = part.handler if part else None
    light = Light(
        key=key, rule=rule.code, title=rule.title, level=rule.light, serious=rule.serious, basis=rule.source,
        application=part.application if part else application, part=part, about=about[:200], organ=organ,
        person=person, person_name=person.holder_name if person else "", description=description[:400], at=at, raised_at=now,
        answer_due_at=_answer_until(now, organ) if rule.explained else None,
    )  # fmt: skip
    with act(kind, actor, light, within=organ) as deed:
        light.number = issue_number(organ, NUMBERING, on=timezone.localdate(now))
        deed.create(light)
        deed.create(
            LightStep(
                light=light,
                stage=Stage.NOTIFIED,
                at=now,
                by_id=actor.account_id,
                by_name=actor.name,
                text=description[:600],
            )
        )
        deed.announce(LightRaised(subject=f"light:{light.pk}", light_id=light.pk, level=light.level))
        tell_of_light(light)
    return light


def raise_by_hand(actor: Actor, rule: Rule, application: Application, description: str) -> Light:
    """A supervisor raises a light himself, after a complaint say. Raises Refused without a description."""
    if not description.strip():
        raise Refused("请写明发现的问题。", "description")
    parts = list(application.parts.select_related("organ", "handler__person", "application"))
    part = parts[0] if len(parts) == 1 else None
    now = timezone.now()
    return raise_light(
        actor, acts.RAISE_BY_HAND, rule, key=f"{rule.code}:{rule.light}:hand:{application.pk}:{now:%Y%m%d%H%M%S%f}",
        organ=part.organ if part else application.organ, about=application.item.name, part=part, application=application,
        description=description.strip(), at=now,
    )  # fmt: skip


def _answer_until(now: datetime, organ: Organ) -> datetime:
    """Until when the organ may explain or appeal (services.light_explanation)."""
    today = timezone.localdate(now)
    until = due(today, statute("services.light_explanation", today), (), office_hours(organ.pk)).at
    assert until is not None  # nothing pauses it
    return end_of(until)  # type: ignore[arg-type]  # a limit of days ends on a day


def _pass_what_is_over(applications: Collection[int], found: Iterable[str]) -> None:
    """Warnings end with what they warned of."""
    shining = Light.objects.filter(application__in=applications, level=Light.Level.YELLOW, stage=Stage.NOTIFIED)
    for light in shining.exclude(key__contains=":hand:").exclude(key__in=list(found)):
        step(SYSTEM, acts.PASS_LIGHT, light, Stage.PASSED, "预警的情形已经消除或者已转为红灯。")
