"""More time to decide (行政许可法第四十二条): asked for before the limit ends, granted by the head, told with its reason."""

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.measuring import facts_about, require
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter
from mingtang.domains.services.applications.course import Asked, Measure, why_not_grant
from mingtang.domains.services.applications.events import LimitExtended
from mingtang.domains.services.applications.joint.limits import rules_of
from mingtang.domains.services.applications.models import Extension, Part
from mingtang.domains.services.applications.part_clocks import (
    JOINT,
    extend_clocks,
    last_day_of,
    statutory_clock,
    write_dates,
)
from mingtang.domains.services.applications.queries.standing import Beside
from mingtang.domains.services.applications.rules import why_not_extend
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Act, Actor, act
from mingtang.lib.clocks import Rule


def ask_extension(actor: Actor, part: Part, amount: int, reason: str) -> Extension:
    """Ask for more time, in the unit of the limit. Raises Refused beyond what the law allows, or without a reason."""
    if not reason.strip():
        raise Refused("请写明理由。", "reason")
    with act(acts.ASK_EXTENSION, actor, part) as deed:
        found = require(Measure.ASK_EXTENSION, part)
        _require_lawful(part, found, amount)
        extension = Extension(
            application=part.application, part=part, amount=amount, reason=reason.strip()[:1000], state=Asked.ASKED,
            asked_at=timezone.now(), asked_by_id=actor.account_id, asked_name=actor.name,
        )  # fmt: skip
        deed.create(extension)
    return extension


def decide_extension(actor: Actor, part: Part, *, granted: bool, opinion: str = "") -> None:
    """Grant more time, which moves promise and statutory limit alike, or decline it.

    That of a joint matter as a whole is granted by the head of the government, any other by the head of the organ.
    """
    if not granted and not opinion.strip():
        raise Refused("请写明不批准的理由。", "opinion")
    with act(act_of_granting(part), actor, part) as deed:
        found = require(Measure.DECIDE_EXTENSION, part)
        extension = found.extension
        assert extension is not None  # the rules have said so
        if refusal := why_not_grant(extension.asked_by_id, actor.account_id):
            raise Refused(refusal)
        deed.change(extension, decided_at=timezone.now(), decided_name=actor.name, opinion=opinion.strip()[:1000])
        if not granted:
            deed.change(extension, state=Asked.DECLINED)
            return
        rule = _require_lawful(part, found, extension.amount)
        assert rule.extension is not None  # what may be extended says by whom
        extend_clocks(part, extension.amount, extension.reason)
        write_dates(deed, part)
        until = last_day_of(part)
        deed.change(extension, state=Asked.GRANTED, granted_by=rule.extension.granted_by, until=until)
        issue_letter(
            deed, actor, part.application, "extension", part=part, reason=extension.reason,
            approver=rule.extension.granted_by, due=day_in_words(until) or "特别程序结束后另行告知的日期",
        )  # fmt: skip
        deed.announce(LimitExtended(**facts_about(part.application, part), extension_id=extension.pk))


def act_of_granting(part: Part) -> Act:
    """The act, and with it the right, that granting more time to a part needs; no statement."""
    if not part.is_whole or part.accepted_on is None:
        return acts.DECIDE_EXTENSION
    _, statutory = rules_of(part, part.accepted_on)
    return acts.DECIDE_JOINT_EXTENSION if statutory.code == JOINT else acts.DECIDE_EXTENSION


def _require_lawful(part: Part, found: Beside, amount: int) -> Rule:
    """The statutory limit of the part, which may be extended so. Raises Refused otherwise."""
    clock = statutory_clock(part)
    if clock is None:
        raise Refused("没有正在计算的办理期限。")
    rule = Rule.read(clock.rule)
    allowed = rule.extension
    refusal = why_not_extend(
        extended=found.granted,
        times=allowed.times if allowed else 0,
        today=timezone.localdate(),
        due_on=last_day_of(part),
    )
    if refusal or allowed is None:
        raise Refused(refusal)
    if not 1 <= amount <= allowed.most:
        raise Refused(f"延长不得超过 {allowed.most} 日（{allowed.source}）。", "amount")
    return rule
