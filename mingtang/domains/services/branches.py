"""Branches of a joint matter (一件事、并联审批): what each organ does, what waits for what, and how long the whole takes.

Pure: the catalogue judges the branches of an item by it, applications compile and plan them. Source: 行政许可法第二十六条;
the rules of the domain, section 8.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class BranchKind(StrEnum):
    """What an organ does in a joint matter. Only an opinion is no act of its own towards the applicant."""

    PERMIT = "permit"
    OPINION = "opinion"
    TECHNICAL = "technical"
    FILING = "filing"
    UTILITY = "utility"
    BANK = "bank"


BRANCH_KINDS: dict[BranchKind, str] = {
    BranchKind.PERMIT: "许可",
    BranchKind.OPINION: "征求意见",
    BranchKind.TECHNICAL: "技术审查",
    BranchKind.FILING: "备案",
    BranchKind.UTILITY: "公用服务报装",
    BranchKind.BANK: "银行业务",
}


class Silence(StrEnum):
    """What an opinion that does not come in time means. A permit is never granted by silence."""

    ESCALATE = "escalate"
    DEEMED_AGREED = "deemed_agree"


@dataclass(frozen=True)
class Branch:
    """The part of one organ. `days` is its promise in working days, `after` the keys of those it waits for.

    `organ` is the credit code of the organ, `item` the code of what it handles; `when` the condition over the questions
    of the item under which an application needs it; `statutory` its limit in law, working days, None for the usual one;
    `basis` the local rule by which silence is agreement.
    """

    key: str
    title: str
    kind: BranchKind = BranchKind.PERMIT
    after: tuple[str, ...] = ()
    days: int = 0
    silence: Silence = Silence.ESCALATE
    organ: str = ""
    item: str = ""
    when: str = ""
    statutory: int | None = None
    optional: bool = False
    basis: str = ""


def faults_of(branches: Sequence[Branch]) -> list[str]:
    """What is wrong with the branches, in sentences; empty when they can be compiled."""
    keys = {branch.key for branch in branches}
    return [
        *(f"分支代号“{branch.key}”重复或不合规则" for branch in branches if not _is_key(branch.key, branches)),
        *(
            f"“{branch.title}”的前置分支“{before}”不存在"
            for branch in branches
            for before in branch.after
            if before not in keys
        ),
        *(f"“{branch.title}”直接或间接地等待它自己" for branch in branches if branch.key in before(branch, branches)),
        *(
            f"“{branch.title}”不是征求意见，不能默认同意"
            for branch in branches
            if branch.silence is Silence.DEEMED_AGREED and branch.kind is not BranchKind.OPINION
        ),
        *(() if branches else ("至少要有一个分支",)),
    ]


def _is_key(key: str, branches: Sequence[Branch]) -> bool:
    plain = key.isascii() and key.isalnum() and key.islower() and key[0].isalpha()
    return plain and sum(branch.key == key for branch in branches) == 1


def before(branch: Branch, branches: Sequence[Branch]) -> set[str]:
    """The keys of all that `branch` waits for."""
    by_key = {each.key: each for each in branches}
    found: set[str] = set()
    waiting = list(branch.after)
    while waiting:
        key = waiting.pop()
        if key not in found and key in by_key:
            found.add(key)
            waiting.extend(by_key[key].after)
    return found


def dependents(key: str, branches: Sequence[Branch]) -> set[str]:
    """The keys of all that wait for the branch `key`, directly or not."""
    return {branch.key for branch in branches if key in before(branch, branches)}


def longest_path(branches: Sequence[Branch], active: Collection[str] | None = None) -> tuple[int, tuple[str, ...]]:
    """Working days of the longest way through the branches, and the keys along it: the limit of the whole (section 8, rule 4).

    With `active` only those count. Branches before one another add up, those side by side do not.
    """
    plan = planned(branches, active)
    return max((each.finish for each in plan.values()), default=0), chain_of(plan)


@dataclass(frozen=True)
class Span:
    """When a branch begins and ends, in working days after the beginning of the whole; `after` those right before it."""

    start: int
    finish: int
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What has happened in a branch, in working days after the beginning of the whole: when it began, and ended."""

    start: int | None = None
    finish: int | None = None


def planned(
    branches: Sequence[Branch],
    active: Collection[str] | None = None,
    known: Mapping[str, Known] | None = None,
    today: int = 0,
) -> dict[str, Span]:
    """The spans of the counted branches, each as soon as those before it are past.

    With `known` what has happened stands, what has begun ends no earlier than `today`, and nothing begins before it.
    """
    by_key = {branch.key: branch for branch in branches}
    counted = [branch for branch in branches if active is None or branch.key in active]
    keys, happened = {branch.key for branch in counted}, known or {}
    spans: dict[str, Span] = {}

    def span_of(key: str) -> Span:
        if key not in spans:
            after = tuple(sorted(_nearest(by_key[key], keys, by_key)))
            ready = max((span_of(each).finish for each in after), default=0)
            spans[key] = _span(by_key[key], ready, after, happened.get(key, Known()), today)
        return spans[key]

    return {branch.key: span_of(branch.key) for branch in counted}


def _span(branch: Branch, ready: int, after: tuple[str, ...], known: Known, today: int) -> Span:
    if known.finish is not None:
        return Span(known.start if known.start is not None else known.finish, known.finish, after)
    if known.start is not None:
        return Span(known.start, max(known.start + branch.days, today), after)
    start = max(ready, today)
    return Span(start, start + branch.days, after)


def chain_of(plan: Mapping[str, Span]) -> tuple[str, ...]:
    """The critical chain of a plan: from its last end back along those that ended last."""
    key = max(plan, key=lambda each: (plan[each].finish, plan[each].start), default="")
    chain: list[str] = []
    while key:
        chain.insert(0, key)
        key = max(plan[key].after, key=lambda each: plan[each].finish, default="")
    return tuple(chain)


def _nearest(branch: Branch, counted: Collection[str], by_key: Mapping[str, Branch]) -> set[str]:
    """The counted branches right before one, looking through those that do not count."""
    found: set[str] = set()
    for key in branch.after:
        if key in by_key:
            found |= {key} if key in counted else _nearest(by_key[key], counted, by_key)
    return found


def with_days(branches: Iterable[Branch], days: Mapping[str, int]) -> tuple[Branch, ...]:
    """The branches with other promises for some of them: what if?"""
    return tuple(replace(each, days=days[each.key]) if each.key in days else each for each in branches)
