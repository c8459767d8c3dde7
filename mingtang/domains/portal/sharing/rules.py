"""Ways of sharing and the states of mirrors. Pure decisions."""

from enum import StrEnum


class Way(StrEnum):
    """How an article comes to a site."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    COPYABLE = "copyable"
    SUBSCRIBED = "subscribed"


WAYS = {Way.MANDATORY: "必转", Way.RECOMMENDED: "推荐", Way.COPYABLE: "可转载", Way.SUBSCRIBED: "订阅"}
OFFERED = {way: words for way, words in WAYS.items() if way is not Way.SUBSCRIBED}


class State(StrEnum):
    """Where a mirror stands. `due` and `leaving` last until the worker has been there."""

    PROPOSED = "proposed"
    DUE = "due"
    SHOWN = "shown"
    FAILED = "failed"
    LEAVING = "leaving"
    DECLINED = "declined"
    ENDED = "ended"


STATES = {
    State.PROPOSED: "待采用",
    State.DUE: "正在转载",
    State.SHOWN: "已转载",
    State.FAILED: "转载失败",
    State.LEAVING: "正在撤下",
    State.DECLINED: "未采用",
    State.ENDED: "已撤下",
}
WANTED = frozenset({State.DUE, State.SHOWN, State.FAILED})
"""States in which a site is to show the original as it is."""
OPEN = frozenset({State.PROPOSED, *WANTED})
"""States that a recall or a withdrawal of the original ends."""


class Step(StrEnum):
    """What has to happen to a mirror."""

    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"


def next_step(*, wanted: bool, shown: bool, same: bool) -> Step:
    """What makes a mirror that is `shown` or not, and says the `same` as its original or not, what it should be."""
    if not wanted:
        return Step.WITHDRAW if shown else Step.NOTHING
    if not shown:
        return Step.PUBLISH
    return Step.NOTHING if same else Step.CORRECT


def first_state(way: Way, *, automatic: bool = False) -> State:
    """Mandatory articles come at once, subscribed ones when the subscription says so; others are proposed."""
    at_once = way is Way.MANDATORY or (way is Way.SUBSCRIBED and automatic)
    return State.DUE if at_once else State.PROPOSED
