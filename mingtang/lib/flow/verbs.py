"""Which handling verbs fit the state of a case, and why the others do not. Who may use them is decided elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from mingtang.lib.flow.lineage import lineage_of
from mingtang.lib.flow.net import Net, Node
from mingtang.lib.flow.refusals import Refused
from mingtang.lib.flow.state import Kind, Life, State, Status, Token


class Verb(StrEnum):
    """The verbs, under the names that diagrams use in `verbs`."""

    COMPLETE = "complete"
    CLAIM = "claim"
    RELEASE = "release"
    RETURN = "return"
    WITHDRAW = "withdraw"
    REASSIGN = "reassign"
    DELEGATE = "delegate"
    END_DELEGATION = "end-delegation"
    ADD_SIGN = "add-sign"
    DROP_SIGN = "drop-sign"
    CIRCULATE = "circulate"
    URGE = "urge"
    SUPERVISE = "supervise"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "terminate"
    VOID = "void"
    ADD_TASK = "add-task"


CHINESE = {
    Verb.COMPLETE: "办结",
    Verb.CLAIM: "签收",
    Verb.RELEASE: "放回",
    Verb.RETURN: "退回",
    Verb.WITHDRAW: "撤回",
    Verb.REASSIGN: "转办",
    Verb.DELEGATE: "委托",
    Verb.END_DELEGATION: "收回委托",
    Verb.ADD_SIGN: "加签",
    Verb.DROP_SIGN: "减签",
    Verb.CIRCULATE: "传阅",
    Verb.URGE: "催办",
    Verb.SUPERVISE: "督办",
    Verb.SUSPEND: "挂起",
    Verb.RESUME: "恢复",
    Verb.TERMINATE: "终止",
    Verb.VOID: "作废",
    Verb.ADD_TASK: "增加任务",
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a verb fits now; `reason` is the Chinese sentence why not, and `code` its stable name."""

    verb: Verb
    allowed: bool
    reason: str = ""
    code: str = ""


class Situation(NamedTuple):
    """A verb about to be used on a row; `token` is None for the whole case."""

    net: Net
    state: State
    verb: Verb
    token: Token | None

    @property
    def node(self) -> Node | None:
        return self.net[self.token.node] if self.token and self.token.node else None


Obstacle = tuple[str, Callable[[Situation], str]]


def allowed(net: Net, state: State, token: int) -> tuple[Allowance, ...]:
    """Every verb, for row `token` or with 0 for the case, with the reason when it does not fit.

    For withdrawal `token` is the completed item; it and return are judged only when `state.past` is loaded.
    """
    row = state.live.get(token) or (state.past or {}).get(token)
    verbs = _OF_CASE if token == 0 else tuple(verb for verb in Verb if verb not in _ONLY_CASE)
    return tuple(_allowance(Situation(net, state, verb, row)) for verb in verbs)


def require(net: Net, state: State, verb: Verb, token: int = 0) -> Token | None:
    """The row on which `verb` may be used. Raises Refused with the reason when it does not fit."""
    row = state.live.get(token) or (state.past or {}).get(token) if token else None
    if token and row is None:
        raise Refused("gone", "该事项已由他人办理或已收回")
    for code, reason in _obstacles(Situation(net, state, verb, row)):
        raise Refused(code, reason)
    return row


def halted(state: State, token: Token) -> bool:
    """Whether `token` stands still, by itself or with something around it."""
    while True:
        if token.suspended or state.status is Status.SUSPENDED:
            return True
        around = state.live.get(token.host or token.scope)
        if around is None:
            return False
        token = around


def _allowance(situation: Situation) -> Allowance:
    for code, reason in _obstacles(situation):
        return Allowance(situation.verb, allowed=False, reason=reason, code=code)
    return Allowance(situation.verb, allowed=True)


def _obstacles(situation: Situation) -> Iterator[tuple[str, str]]:
    for code, judge in _RULES[situation.verb]:
        if reason := judge(situation):
            yield code, reason


def _ended(situation: Situation) -> str:
    status = situation.state.status
    return "" if status in {Status.RUNNING, Status.SUSPENDED} else "案件已结束"


def _standing_still(situation: Situation) -> str:
    if situation.state.status is Status.SUSPENDED:
        return "案件已挂起"
    return "所在环节已挂起" if situation.token and halted(situation.state, situation.token) else ""


def _not_live(situation: Situation) -> str:
    live = situation.token is not None and situation.token.life is Life.LIVE
    return "" if live else "该事项已由他人办理或已收回"


def _no_work(situation: Situation) -> str:
    return "" if situation.token and situation.token.kind is Kind.WORK else "这不是需要人办理的事项"


def _not_offered(situation: Situation) -> str:
    node = situation.node
    if node is None or node.duty.verbs is None or situation.verb in node.duty.verbs:
        return ""
    return f"流程没有为“{node.title}”开放{CHINESE[situation.verb]}"


def _waiting_for_signatures(situation: Situation) -> str:
    token = situation.token
    pending = any(row.kind is Kind.BODY and token and row.host == token.no for row in situation.state.live.values())
    return "还有前加签（会签）没有办结" if pending else ""


def _held(situation: Situation) -> str:
    return f"已由 {situation.token.holder} 签收" if situation.token and situation.token.holder else ""


def _not_held(situation: Situation) -> str:
    return "" if situation.token and situation.token.holder else "还没有人签收"


def _delegated(situation: Situation) -> str:
    return "已经委托他人，收回委托后再办" if situation.token and situation.token.owner else ""


def _not_delegated(situation: Situation) -> str:
    return "" if situation.token and situation.token.owner else "没有委托他人"


def _not_drawn(situation: Situation) -> str:
    return "" if situation.node is not None else "增加的任务没有上一步"


def _signature(situation: Situation) -> str:
    return "加签意见只能办理，不能退回" if situation.token and situation.token.sign else ""


def _nothing_before(situation: Situation) -> str:
    if situation.state.past is None or situation.token is None:
        return ""
    found = lineage_of(situation.net, situation.state).steps_before(situation.token)
    return "" if found else "前面没有可以退回的步骤"


def _not_completed(situation: Situation) -> str:
    token = situation.token
    done = token is not None and token.life is Life.DONE and token.kind is Kind.WORK and token.by == token.no
    return "" if done else "该事项还没有办结，或已被收回"


def _acted_upon(situation: Situation) -> str:
    """Somebody or something has gone on from the completed item, or it told something to the outside."""
    if situation.state.past is None or situation.token is None:
        return ""
    lineage = lineage_of(situation.net, situation.state)
    undoing = lineage.undoing(situation.token.no)
    leaders = [lineage.rows[abs(event)] for event in undoing.events]
    if any(row.outward for row in leaders):
        return "办结时已向外发出通知或委派下级，不能撤回，请用退回"
    acted = any(row.kind not in _AUTOMATIC and row.no != situation.token.no for row in leaders)
    return "后续环节已经办理，不能撤回，请由后续环节退回" if acted else ""


def _not_among_signers(situation: Situation) -> str:
    token = situation.token
    around = situation.state.live.get(token.scope) if token else None
    return "" if around is not None and around.kind is Kind.BODY else "不是会签或加签中的一项"


def _last_signer(situation: Situation) -> str:
    around = situation.state.live.get(situation.token.scope) if situation.token else None
    return "至少要保留一人" if around is not None and around.body and around.body.total <= 1 else ""


def _cannot_stand_still(situation: Situation) -> str:
    token = situation.token
    return "只能挂起办理中的环节" if token is not None and token.kind in {Kind.JOIN, Kind.WATCH} else ""


def _suspended(situation: Situation) -> str:
    status, token = situation.state.status, situation.token
    return "已经挂起" if (token.suspended if token else status is Status.SUSPENDED) else ""


def _not_suspended(situation: Situation) -> str:
    return "" if _suspended(situation) else "没有挂起"


def _void(situation: Situation) -> str:
    return "案件已作废" if situation.state.status is Status.VOIDED else ""


_AUTOMATIC = frozenset({Kind.JOIN, Kind.SCOPE, Kind.BODY})
_ENDED: Obstacle = ("ended", _ended)
_LIVE: tuple[Obstacle, ...] = (_ENDED, ("gone", _not_live))
_WORK: tuple[Obstacle, ...] = (*_LIVE, ("no_work", _no_work))
_MOVING: tuple[Obstacle, ...] = (*_WORK, ("suspended", _standing_still))
_OFFERED: Obstacle = ("not_offered", _not_offered)
_UNSIGNED: Obstacle = ("signatures", _waiting_for_signatures)
_RULES: dict[Verb, tuple[Obstacle, ...]] = {
    Verb.COMPLETE: (*_MOVING, _UNSIGNED),
    Verb.CLAIM: (*_MOVING, _OFFERED, ("held", _held)),
    Verb.RELEASE: (*_MOVING, _OFFERED, ("not_held", _not_held), ("delegated", _delegated)),
    Verb.RETURN: (
        *_MOVING, _OFFERED, ("added", _not_drawn), ("signature", _signature), ("nothing_before", _nothing_before),
    ),
    Verb.WITHDRAW: (
        _ENDED, ("not_completed", _not_completed), ("suspended", _standing_still), _OFFERED, ("acted", _acted_upon),
    ),
    Verb.REASSIGN: (*_MOVING, _OFFERED, ("delegated", _delegated)),
    Verb.DELEGATE: (*_MOVING, _OFFERED, ("not_held", _not_held), ("delegated", _delegated)),
    Verb.END_DELEGATION: (*_MOVING, ("not_delegated", _not_delegated)),
    Verb.ADD_SIGN: (*_MOVING, _OFFERED, ("added", _not_drawn), _UNSIGNED),
    Verb.DROP_SIGN: (*_MOVING, _OFFERED, ("no_signer", _not_among_signers), ("last_signer", _last_signer)),
    Verb.CIRCULATE: (*_LIVE, _OFFERED),
    Verb.URGE: (*_WORK, _OFFERED),
    Verb.SUPERVISE: (*_WORK, _OFFERED),
    Verb.SUSPEND: (_ENDED, ("still", _cannot_stand_still), _OFFERED, ("suspended", _suspended)),
    Verb.RESUME: (_ENDED, ("not_suspended", _not_suspended)),
    Verb.TERMINATE: (_ENDED,),
    Verb.VOID: (("void", _void),),
    Verb.ADD_TASK: (_ENDED, ("suspended", _standing_still)),
}  # fmt: skip
_OF_CASE = (Verb.SUSPEND, Verb.RESUME, Verb.TERMINATE, Verb.VOID, Verb.ADD_TASK)
_ONLY_CASE = frozenset({Verb.TERMINATE, Verb.VOID, Verb.ADD_TASK})
