"""Random processes: the engine opens the same work items as a plain token game, and as SpiffWorkflow where that is right."""

import random
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from mingtang.lib.flow import Status
from mingtang.lib.flow.tests.brute_force import Simulator
from mingtang.lib.flow.tests.drawing import Drawing
from mingtang.lib.flow.tests.play import Play
from mingtang.lib.flow.tests.random_processes import Structured, Wild, seeds

LONGEST_CASE = 60


class Spiff:
    """SpiffWorkflow 3.2 behind the interface of the simulator."""

    def __init__(self, xml: bytes, facts: dict[str, int]) -> None:
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
        from SpiffWorkflow.util.task import TaskState

        parser = BpmnParser()
        parser.add_bpmn_str(xml)
        self.ready = TaskState.READY
        self.flow = BpmnWorkflow(parser.get_spec("p"), parser.get_subprocess_specs("p"))
        for task in self.tasks(manual=None):
            task.data.update(facts)
        self.flow.do_engine_steps()

    def tasks(self, manual: bool | None = True) -> list[Any]:
        return self.flow.get_tasks(state=self.ready, **({} if manual is None else {"manual": manual}))

    def work(self) -> list[str]:
        return sorted(task.task_spec.bpmn_id for task in self.tasks())

    @property
    def ended(self) -> bool:
        return self.flow.is_completed()

    def complete(self, node: str, facts: dict[str, int]) -> None:
        task = next(task for task in self.tasks() if task.task_spec.bpmn_id == node)
        task.data.update(facts)
        task.run()
        self.flow.do_engine_steps()


def agree(process: Structured | Wild, seed: int, oracle: Callable[[bytes, dict[str, int]], Any]) -> int:
    """Complete random items in both until nothing is open; the number of completions compared."""
    chance = random.Random(seed)
    play, other = Play(process.xml, **process.facts), oracle(process.xml, process.facts)
    rounds = {task: chance.randint(0, 2) for task in process.loops}
    for number in range(LONGEST_CASE):
        assert play.work == other.work(), f"seed {seed}: {play.work} != {other.work()} after {number}"
        if not play.work:
            assert (play.state.status is Status.COMPLETED) is other.ended, f"seed {seed}"
            return number
        node = chance.choice(play.work)
        facts = {}
        if node in rounds:
            facts = {f"again_{node}": int(rounds[node] > 0)}
            rounds[node] -= 1
        play.complete(node, **facts)
        other.complete(node, facts)
    return LONGEST_CASE


@pytest.fixture
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.slow
@pytest.mark.parametrize("seeds", seeds(300), ids=str)
def test_structured_processes_run_as_in_the_text_of_bpmn(seeds: range) -> None:
    assert sum(agree(Structured(seed), seed, Simulator) for seed in seeds) > len(seeds)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", seeds(300), ids=str)
def test_wild_graphs_run_as_in_the_text_of_bpmn(seeds: range) -> None:
    assert sum(agree(Wild(seed), seed, Simulator) for seed in seeds) > len(seeds)


@pytest.mark.slow
@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize("seeds", seeds(100), ids=str)
def test_structured_processes_without_parallel_loops_run_as_in_spiffworkflow(seeds: range) -> None:
    pytest.importorskip("SpiffWorkflow")
    assert sum(agree(Structured(seed, parallel_in_loops=False), seed, Spiff) for seed in seeds) > len(seeds)


def review_loop(reviewers: int) -> bytes:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "accept")
    drawing.node("parallelGateway", "split")
    drawing.node("parallelGateway", "join")
    drawing.node("userTask", "sum")
    drawing.node("exclusiveGateway", "again", default="no")
    drawing.node("endEvent", "end")
    drawing.path("start", "accept", "split")
    for number in range(reviewers):
        drawing.node("userTask", f"review{number}")
        drawing.path("split", f"review{number}", "join")
    drawing.path("join", "sum", "again")
    drawing.flow("again", "end", ident="no")
    drawing.flow("again", "accept", "back == 1")
    return drawing.xml()


@pytest.mark.parametrize("reviewers", [2, 3, 4])
def test_a_join_in_a_loop_waits_for_every_review_each_time_round(reviewers: int) -> None:
    """The defect of SpiffWorkflow that made us write our own: with four reviews, 432 of 576 orders joined too early."""
    from itertools import permutations

    reviews = [f"review{number}" for number in range(reviewers)]
    for first in permutations(reviews):
        for second in permutations(reviews):
            play = Play(review_loop(reviewers))
            for order, back in ((first, 1), (second, 0)):
                play.complete("accept")
                for review in order:
                    assert "sum" not in play.work
                    play.complete(review)
                assert play.work == ["sum"]
                play.complete("sum", back=back)
            assert play.state.status is Status.COMPLETED
