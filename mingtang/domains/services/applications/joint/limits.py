"""The limits of a joint matter: each branch has its own, and the whole that of the longest way through those it needs.

行政许可法第四十二条第二款: 统一办理或者联合办理、集中办理的, forty-five days; the promise is the longest path (services.md 8, rule 4).
"""

from dataclasses import replace
from datetime import date
from typing import Final

from mingtang.domains.services.applications.limits import PROMISE, promise_rule, statutory_rule
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.branches import Branch, longest_path
from mingtang.domains.services.catalogue.api import active_branches, branches_of, is_joint
from mingtang.kernel.clocks.api import statute
from mingtang.lib.clocks import Rule, Unit

CORRECTION: Final = "correction"
"""What the promise of the whole does not count: the days in which the applicant corrects (services.md 4 and 15.2). The limit of
the law counts them, since 行政许可法第四十五条 does not list them.
"""


def rules_of(part: Part, on: date) -> tuple[Rule | None, Rule]:
    """The promise and the limit of the law for a part that is accepted on a day; no promise where the item makes none."""
    document = part.application.version.document
    if not is_joint(document):
        statutory = statutory_rule(document, on)
        return promise_rule(document, statutory), statutory
    branch = branch_of(part)
    return _rules_of_whole(part.application, on) if branch is None else _rules_of_branch(branch, on)


def branch_of(part: Part) -> Branch | None:
    """The branch of a part as the version of its application tells; None for the whole."""
    return next((each for each in branches_of(part.application.version.document) if each.key == part.branch), None)


def needed(application: Application) -> tuple[Branch, ...]:
    """The branches that an application needs by its scenario; none for items of one organ."""
    return active_branches(application.version.document, application.scenario)


def _rules_of_whole(application: Application, on: date) -> tuple[Rule, Rule]:
    statutory = statutory_rule(application.version.document, on, joint=True)
    branches = needed(application)
    days, way = longest_path(branches)
    titles = {branch.key: branch.title for branch in branches}
    promise = _promise(statutory, days, f"先后相接最长的一路：{'—'.join(titles[key] for key in way)}")
    return replace(promise, pauses=promise.pauses | {CORRECTION}), statutory


def _rules_of_branch(branch: Branch, on: date) -> tuple[Rule, Rule]:
    usual = statute("services.decision", on)
    if branch.statutory is not None:
        source = f"联办清单载明的“{branch.title}”法定时限"
        usual = replace(usual, amount=branch.statutory, unit=Unit.WORKING_DAYS, source=source)
    return _promise(usual, branch.days, f"联办清单载明的“{branch.title}”承诺时限"), usual


def _promise(statutory: Rule, days: int, source: str) -> Rule:
    return replace(
        statutory, code=PROMISE, title="承诺办结时限", amount=days, unit=Unit.WORKING_DAYS, source=source, note=""
    )
