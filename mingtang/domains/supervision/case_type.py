"""The cases that supervision brings: the item itself, and the request for a later date."""

from mingtang.kernel.cases.api import Case, CaseType
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Verb


def four_eyes(actor: Actor, case: Case, verb: Verb, node: str) -> str:
    """Whoever proposed an item, or asked for an extension, does not decide on it."""
    own = actor.account_id is not None and actor.account_id == case.initiator_id
    return "提出人不能审批自己提出的事项" if own and verb is Verb.COMPLETE and node in _DECISIONS else ""


_DECISIONS = frozenset({"approve", "close", "review", "grant"})

ITEM = CaseType(
    "supervision",
    "督查事项",
    "supervision",
    numbering="supervision",
    forms={"handle": "supervision-report", "progress": "supervision-report"},
    clocks={"sign": "office.supervision_sign"},
    policy=four_eyes,
    letters={"dispatch": "supervision-notice"},
    retention="D30",
    icon="eye-check",
)
EXTENSION = CaseType(
    "supervision-extension",
    "督查延期",
    "supervision-extension",
    policy=four_eyes,
    retention="D30",
    icon="calendar-plus",
)
