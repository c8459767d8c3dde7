"""Opening a case, ending it before its time, and tasks outside the diagram."""

from mingtang.lib.flow.changes import OfferWork
from mingtang.lib.flow.commands import AddTask, Start, Terminate, Void
from mingtang.lib.flow.refusals import Refused
from mingtang.lib.flow.state import Kind, Life, Status
from mingtang.lib.flow.step.walk import Arrival, Walk
from mingtang.lib.flow.step.watching import watch_triggers
from mingtang.lib.flow.verbs import Verb, require


def start(walk: Walk, command: Start) -> None:
    if walk.state.last:
        raise Refused("started", "案件已经启动")
    node = command.at or walk.net.scope("").start
    if not node or (command.at and command.at not in walk.net.starts):
        raise Refused("no_start", "流程没有这个开始事件")
    walk.update(command.vars)
    watch_triggers(walk, "", 0)
    walk.agenda.append(Arrival(node, 0, 0))


def terminate(walk: Walk, command: Terminate) -> None:
    require(walk.net, walk.state, Verb.TERMINATE)
    _stop(walk, Status.TERMINATED)


def void(walk: Walk, command: Void) -> None:
    require(walk.net, walk.state, Verb.VOID)
    _stop(walk, Status.VOIDED)


def _stop(walk: Walk, status: Status) -> None:
    for token in list(walk.live.values()):
        walk.end(token, 0, Life.CANCELLED)
    walk.status = status


def add_task(walk: Walk, command: AddTask) -> None:
    require(walk.net, walk.state, Verb.ADD_TASK, command.scope)
    if command.scope and walk.live[command.scope].kind is not Kind.SCOPE:
        raise Refused("no_scope", "只能在案件或子流程中增加任务")
    if not command.title.strip():
        raise Refused("no_title", "任务要有名称")
    token = walk.create(
        "", Kind.WORK, scope=command.scope, src=command.scope, title=command.title.strip(), holder=command.holder
    )
    walk.effects.append(OfferWork(token.no, "", candidates=(command.holder,) if command.holder else ()))
