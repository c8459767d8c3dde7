"""The flow engine alone, in memory: microseconds for a step, against SpiffWorkflow 3.2 on the same process in the same run.

The process is 并联审批: 收件, 受理, four agencies at once (审查, 复核), 汇总, 决定, 制证, 送达, under a legal time limit.
Both engines complete the same 14 items in the same order, interleaved; medians of many cases, CPU time.
"""

import pickle
import statistics
import sys
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mingtang.lib.flow import Net, State, apply, compile_bpmn, lineage_of, step
from mingtang.lib.flow.commands import Complete, Return, Start
from mingtang.lib.flow.tests.drawing import Drawing, timer

CASES = 150
AGENCIES = 4
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
FACTS = {
    "accept": "yes",
    "decision": "grant",
    "form": {"applicant": "某某公司", "amount": 35_000_000},
    "materials": [*range(8)],
}


def approval() -> bytes:
    """Written so that both engines read it: a duration as text in quotes, conditions both languages share."""
    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("endEvent", "rejected")
    inside.node("endEvent", "done")
    for task in ("receive", "accept", "sum", "decide", "certificate", "deliver"):
        inside.node("userTask", task)
    inside.node("exclusiveGateway", "accepted", default="yes")
    inside.node("exclusiveGateway", "granted", default="grant")
    inside.node("parallelGateway", "split")
    inside.node("parallelGateway", "join")
    inside.path("s", "receive", "accept", "accepted")
    inside.flow("accepted", "split", ident="yes")
    inside.flow("accepted", "receive", "accept == 'supplement'")
    inside.flow("accepted", "rejected", "accept == 'no'")
    for number in range(AGENCIES):
        inside.node("userTask", f"review{number}")
        inside.node("userTask", f"recheck{number}")
        inside.path("split", f"review{number}", f"recheck{number}", "join")
    inside.path("join", "sum", "decide", "granted")
    inside.flow("granted", "certificate", ident="grant")
    inside.flow("granted", "deliver", "decision == 'deny'")
    inside.path("certificate", "deliver", "done")
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("subProcess", "handling", inside.inner())
    drawing.node("boundaryEvent", "limit", timer('"P20D"'), attachedToRef="handling", cancelActivity="false")
    drawing.node("userTask", "supervise")
    drawing.node("endEvent", "end")
    drawing.node("endEvent", "end2")
    drawing.path("start", "handling", "end")
    drawing.path("limit", "supervise", "end2")
    return drawing.xml()


def ours(net: Net) -> float:
    """CPU seconds for one case, start to end, `apply` included."""
    begin = time.process_time()
    state = apply(State(), step(net, State(), Start(FACTS), NOW))
    while state.work:
        state = apply(state, step(net, state, Complete(state.work[0].no, "同意", {"opinion": "同意"}), NOW))
    return time.process_time() - begin


def spiffs(specs: tuple[object, object]) -> float:
    """The same with SpiffWorkflow, its specifications parsed before; nothing is serialised."""
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    begin = time.process_time()
    flow = BpmnWorkflow(*specs)
    for task in flow.get_tasks(state=TaskState.READY):
        task.data.update(FACTS)
    flow.do_engine_steps()
    while ready := flow.get_tasks(state=TaskState.READY, manual=True):
        ready[0].data.update({"opinion": "同意"})
        ready[0].run()
        flow.do_engine_steps()
    return time.process_time() - begin


def specifications(xml: bytes) -> tuple[object, object]:
    from SpiffWorkflow.bpmn.parser import BpmnParser

    parser = BpmnParser()
    parser.add_bpmn_str(xml)
    return parser.get_spec("p"), parser.get_subprocess_specs("p")


def best(action: object, times: int = 30) -> float:
    """The median of `times` runs, in microseconds."""
    costs = []
    for _number in range(times):
        begin = time.perf_counter()
        action()
        costs.append(time.perf_counter() - begin)
    return statistics.median(costs) * 1e6


def long_case(net: Net, rounds: int) -> State:
    """A case that went round the 补正 loop `rounds` times."""
    state = State(past={})
    state = apply(state, step(net, state, Start(FACTS), NOW))
    for _number in range(rounds):
        state = apply(state, step(net, state, Complete(state.work[0].no), NOW))
        state = apply(state, step(net, state, Complete(state.work[0].no, vars={"accept": "supplement"}), NOW))
    return state


def main() -> None:
    warnings.simplefilter("ignore")
    xml = approval()
    net = compile_bpmn(xml)
    assert isinstance(net, Net), net
    specs = specifications(xml)
    mine, theirs = [], []
    for _number in range(CASES):
        mine.append(ours(net))
        theirs.append(spiffs(specs))
    commands = 1 + 6 + 2 * AGENCIES
    us, them = (statistics.median(costs) / commands * 1e6 for costs in (mine, theirs))
    print(f"step and apply, per command    {us:8.1f} µs")
    print(f"SpiffWorkflow, per command     {them:8.1f} µs")
    print(f"ratio                          {them / us:8.1f} ×")
    print(f"compile                        {best(lambda: compile_bpmn(xml)):8.0f} µs")
    print(f"SpiffWorkflow, parse           {best(lambda: specifications(xml)):8.0f} µs")
    blob = pickle.dumps(net)
    print(f"unpickle a net ({len(blob) / 1024:.0f} KB)         {best(lambda: pickle.loads(blob)):8.0f} µs")
    for rounds in (1, 50):
        state = long_case(net, rounds)
        item = state.work[0]
        plain = State(live=state.live, vars=state.vars, last=state.last)
        cost = best(lambda item=item, plain=plain: step(net, plain, Complete(item.no), NOW), 200)
        target = lineage_of(net, state).steps_before(item)[-1].no
        back = best(lambda item=item, state=state, target=target: step(net, state, Return(item.no, target), NOW))
        print(
            f"after {rounds:2} loops: complete {cost:8.1f} µs, return to the first step {back:8.0f} µs ({state.last} rows)"
        )


if __name__ == "__main__":
    main()
