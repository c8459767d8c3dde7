"""A trial (试办): the process of an item is walked step by step, with who would do each, until when, and which letter
would go out. It is a rehearsal: there is no case, no number, no notice and nothing to be counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingtang.domains.services.applications.api import STEPS, ShippedLetter, drawn_limits, shipped_letters, step_of
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.kernel.directory.api import Organ, Post, holders_of, known_roles, posts_with_role
from mingtang.kernel.processes.api import Choice, Rehearsal
from mingtang.lib.clocks import NoRule, due
from mingtang.lib.flow import Net
from mingtang.lib.flow.net import Node, NodeKind

_OUTCOME = re.compile(r'\boutcome\s*==?\s*"([^"]+)"')
_LETTERS = {
    ("receive", "收件"): "receipt",
    ("accept", "受理"): "acceptance",
    ("accept", "补正"): "correction",
    ("refuse", "同意"): "non_acceptance",
    ("decide", "准予"): "approval",
    ("decide", "不予"): "denial",
    ("deliver", "已送达"): "delivery",
}
"""The document that a step with an outcome issues."""
APPLICANT = "申请人"


@dataclass(frozen=True)
class TrialChoice:
    """One way to end a step, and the document that goes out with it."""

    outcome: str
    letter: ShippedLetter | None = None


@dataclass(frozen=True)
class TrialStep:
    """Something that can happen next. `who` says whose it is, `holders` the names of those who have it now."""

    token: int
    title: str
    words: str
    who: str = ""
    organ: str = ""
    holders: tuple[str, ...] = ()
    limits: tuple[tuple[str, date | None], ...] = ()
    choices: tuple[TrialChoice, ...] = ()
    is_person: bool = False

    @property
    def is_vacant(self) -> bool:
        """Whether officials should do it and nobody can."""
        return self.is_person and not self.holders and self.who != APPLICANT


def opening(item: ServiceItem, window: Organ, today: date) -> Choice:
    """The start of the walk, with the variables that the case of an application begins with."""
    limits = drawn_limits(today)
    return Choice(0, "", {"application": 0, "limits": limits, "window": str(window.pk), "channel": "pc"})


class Walk:
    """What stands open after a rehearsal, in the words of an author."""

    def __init__(self, net: Net, played: Rehearsal, item: ServiceItem, window: Organ, today: date) -> None:
        self.net, self.played, self.item, self.window, self.today = net, played, item, window, today
        self.roles = dict(known_roles())

    def steps(self) -> Iterator[TrialStep]:
        """The offers of the rehearsal; two statements for each role that is asked for."""
        for offer in self.played.offers:
            node = self.net[offer.element]
            if node.kind is not NodeKind.WORK:
                yield TrialStep(offer.token, offer.title, offer.words)
                continue
            organ = self._organ(node)
            who, holders = self._who(node, organ)
            yield TrialStep(
                offer.token, offer.title, offer.words, who, organ.label, holders, self._limits(node, organ),
                self._choices(node), is_person=True,
            )  # fmt: skip

    def _organ(self, node: Node) -> Organ:
        named = node.duty.organ.value
        return self.window if named is not None and named.text == "window" else self.item.organ

    def _who(self, node: Node, organ: Organ) -> tuple[str, tuple[str, ...]]:
        words = node.duty.candidates.text.split()
        if any(word.startswith("initiator") for word in words):
            return APPLICANT, ()
        codes = [word.removeprefix("role:") for word in words if word.startswith("role:")]
        named = "、".join(self.roles.get(code, code) for code in codes) or node.duty.post.text or "本机关工作人员"
        return named, tuple(dict.fromkeys(name for code in codes for name in self._holders(code, organ)))

    def _holders(self, code: str, organ: Organ) -> list[str]:
        posts = Post.objects.filter(pk__in=posts_with_role(code), organ=organ).values_list("pk", flat=True)
        return [str(account.person) for account in holders_of(posts, self.today).select_related("person")]

    def _limits(self, node: Node, organ: Organ) -> tuple[tuple[str, date | None], ...]:
        return tuple(limit for code in node.duty.clock.split() for limit in self._limit(code, organ))

    def _limit(self, code: str, organ: Organ) -> Iterator[tuple[str, date | None]]:
        try:
            rule = statute(code, self.today)
        except NoRule:
            return
        at: Any = due(self.today, rule, (), office_hours(organ.pk)).at
        yield rule.title, at

    def _choices(self, node: Node) -> tuple[TrialChoice, ...]:
        step = step_of(node.id)[0]
        usual = STEPS[step].outcomes if step else ()
        outcomes = list(dict.fromkeys([*usual, *self._asked_behind(node)])) or [""]
        return tuple(TrialChoice(outcome, self._letter(str(step or ""), outcome)) for outcome in outcomes)

    def _asked_behind(self, node: Node) -> list[str]:
        """Outcomes that the ways behind a step speak of."""
        gateways = [self.net[flow.target] for flow in node.outgoing]
        ways = [flow for each in (node, *gateways) for flow in each.outgoing if flow.condition]
        return [outcome for flow in ways for outcome in _OUTCOME.findall(flow.condition.text if flow.condition else "")]

    def _letter(self, step: str, outcome: str) -> ShippedLetter | None:
        return shipped_letters().get(_LETTERS.get((step, outcome), ""))
