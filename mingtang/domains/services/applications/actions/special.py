"""Special procedures (行政许可法第四十五条): asked for by the handler, granted by a checker, ended with a result.

What the law lists stops the limits of the part and its steps; anything else is kept, stops nothing, and is told to supervision.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.measuring import (
    facts_about,
    go_on,
    open_steps,
    require,
    stand_still,
)
from mingtang.domains.services.applications.actions.writing import issue_letter
from mingtang.domains.services.applications.course import (
    HEARING,
    OTHER,
    Measure,
    Special,
    why_not_grant,
    why_not_plan,
)
from mingtang.domains.services.applications.events import (
    SpecialProcedureEnded,
    SpecialProcedureOverran,
    SpecialProcedureStarted,
    SpecialProcedureUnlisted,
)
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.models import Part, SpecialProcedure
from mingtang.domains.services.applications.models.special_procedure import KINDS
from mingtang.domains.services.applications.part_clocks import own_rule, pause_clocks, resume_clocks, write_dates
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.clocks.api import statute
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act
from mingtang.lib.clocks import Rule, Unit

ART_45 = "行政许可法第四十五条"


@dataclass(frozen=True)
class Plan:
    """What a handler asks for: which procedure, why, by which clause, how many working days it needs."""

    kind: str
    reason: str
    days: int
    basis: str = ""
    name: str = ""


def stopping() -> frozenset[str]:
    """The kinds that stop the limits of a decision, from the statutes (听证 招标 拍卖 检验 检测 检疫 鉴定 专家评审)."""
    return statute("services.decision", timezone.localdate()).pauses


def ask_special(actor: Actor, part: Part, plan: Plan) -> SpecialProcedure:
    """Ask for a special procedure. Raises Refused for one too many, too long, or without its particulars."""
    lawful = stopping()
    if refusal := why_not_plan(plan.kind, plan.name, plan.days, lawful=lawful, most=_announced(part, plan.kind)):
        raise Refused(refusal)
    if not plan.reason.strip():
        raise Refused("请写明理由。", "reason")
    if plan.kind == OTHER and not plan.basis.strip():
        raise Refused("请写明依据的法律法规和条款。", "basis")
    with act(acts.ASK_SPECIAL, actor, part) as deed:
        require(Measure.ASK_SPECIAL, part)
        special = SpecialProcedure(
            application=part.application, part=part, kind=plan.kind,
            name=plan.name.strip() if plan.kind == OTHER else KINDS[plan.kind],
            reason=plan.reason.strip(), basis=plan.basis.strip() or ART_45, planned_days=plan.days,
            is_counted=plan.kind not in lawful, state=Special.ASKED,
            asked_at=timezone.now(), asked_by_id=actor.account_id, asked_name=actor.name,
        )  # fmt: skip
        deed.create(special)
    return special


def _announced(part: Part, kind: str) -> int | None:
    """The working days that the item announces for a kind; None when it does not, or not in working days."""
    for row in part.application.version.document.get("special_procedure", []):
        if KINDS.get(kind, "") in row.get("special_name", "") and row.get("special_unit") == Unit.WORKING_DAYS:
            return int(row["special_day"]) if row.get("special_day") else None
    return None


def decide_special(actor: Actor, part: Part, *, granted: bool, opinion: str = "") -> None:
    """Grant what was asked for, which begins it, or decline it with a reason. Raises Refused to whoever asked himself."""
    if not granted and not opinion.strip():
        raise Refused("请写明不同意的理由。", "opinion")
    with act(acts.DECIDE_SPECIAL, actor, part) as deed:
        special = require(Measure.DECIDE_SPECIAL, part).special
        assert special is not None  # the rules have said so
        if refusal := why_not_grant(special.asked_by_id, actor.account_id):
            raise Refused(refusal)
        deed.change(special, decided_at=timezone.now(), decided_name=actor.name, opinion=opinion.strip()[:1000])
        if granted:
            begin(deed, actor, part, special)
        else:
            deed.change(special, state=Special.DECLINED)


def begin(deed: Deed, actor: Actor, part: Part, special: SpecialProcedure) -> None:
    """The procedure begins, inside an act: limits and steps stand still, the applicant is told for how long."""
    now, rule = timezone.now(), _rule_of(special, part)
    until = last_day(rule, timezone.localdate(now), part.organ_id)
    left = "、".join(token.title for token in open_steps(part))[:200]
    deed.change(special, state=Special.RUNNING, started_at=now, until=until, left_step=left)
    clocks.begin(SYSTEM, _case(part), rule)
    about = {**facts_about(part.application, part), "special_id": special.pk}
    if special.is_counted:
        deed.announce(SpecialProcedureUnlisted(**about))
        return
    pause_clocks(part, special.kind, special.reason)
    stand_still(deed, part, f"{special.name}：{special.reason}")
    write_dates(deed, part)
    issue_letter(
        deed, actor, part.application, "special_procedure", part=part,
        kind=special.name, reason=special.reason, days=f"{special.planned_days}个工作日",
    )  # fmt: skip
    deed.announce(SpecialProcedureStarted(**about))


def end_special(actor: Actor, part: Part, result: str) -> None:
    """End what runs with its result; the part goes on at the step it left. A hearing that waited begins now."""
    if not result.strip():
        raise Refused("请填写结果。", "result")
    with act(acts.END_SPECIAL, actor, part) as deed:
        found = require(Measure.END_SPECIAL, part)
        assert found.special is not None  # the rules have said so
        finish(deed, actor, part, found.special, result.strip())
        if found.hearing is not None and found.hearing_word in {"requested", "notified"}:
            begin(deed, actor, part, hearing_procedure(deed, part))


def finish(deed: Deed, actor: Actor, part: Part, special: SpecialProcedure, result: str) -> None:
    """The procedure is over, inside an act: the days are counted again from tomorrow."""
    now = timezone.now()
    late = special.is_late(timezone.localdate(now)) and special.overran_at is None
    deed.change(
        special, state=Special.ENDED, ended_at=now, ended_name=actor.name, result=result[:1000],
        overran_at=now if late else special.overran_at,
    )  # fmt: skip
    clocks.stop(SYSTEM, _case(part), _rule_of(special, part).code)
    if not special.is_counted:
        resume_clocks(part)
        go_on(deed, part, f"{special.name}结束")
        write_dates(deed, part)
    about = {**facts_about(part.application, part), "special_id": special.pk}
    if late:
        deed.announce(SpecialProcedureOverran(**about))
    deed.announce(SpecialProcedureEnded(**about))


def hearing_procedure(deed: Deed, part: Part) -> SpecialProcedure:
    """A requested hearing as the special procedure it is; the law grants it, so nobody is asked."""
    special = SpecialProcedure(
        application=part.application, part=part, kind=HEARING, name=KINDS[HEARING], reason="申请人要求听证。",
        basis=f"{ART_45}、第四十七条", planned_days=statute("services.hearing_held", timezone.localdate()).amount,
        state=Special.ASKED, asked_at=timezone.now(), asked_name=part.application.applicant_name,
    )  # fmt: skip
    deed.create(special)
    return special


def tell_overrun(today: date) -> int:
    """Say of every procedure that runs longer than was announced that it does, once. Returns how many."""
    rows = SpecialProcedure.objects.filter(state=Special.RUNNING, until__lt=today, overran_at=None)
    late = list(rows.select_related("part", "application"))
    for special in late:
        with act(acts.WATCH_SPECIAL, SYSTEM, special) as deed:
            deed.change(special, overran_at=timezone.now())
            about = {**facts_about(special.application, special.part), "special_id": special.pk}
            deed.announce(SpecialProcedureOverran(**about))
    return len(late)


SPECIAL = Rule("services.special_procedure", "特别程序", 0, Unit.WORKING_DAYS, ART_45)


def _rule_of(special: SpecialProcedure, part: Part) -> Rule:
    """What was announced, as a limit of its own beside those that stand still."""
    announced = replace(SPECIAL, title=f"特别程序（{special.name}）", amount=special.planned_days, source=special.basis)
    return own_rule(announced, part)


def _case(part: Part) -> int:
    case_id = part.application.case_id
    assert case_id is not None  # what is under review has been submitted
    return case_id
