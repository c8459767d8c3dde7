"""A case type of the demo city for tests of pages: acceptance, parallel reviews with decisions, approval."""

from typing import Any

from mingtang.kernel.cases.api import Case, CaseType, open_case, register_case_type
from mingtang.kernel.cases.tests.desk import item
from mingtang.kernel.processes.api import install
from mingtang.lib.flow.tests.drawing import Drawing
from tests.world import World

TYPE = "page-test"


def drawing(**accept: str) -> Drawing:
    """受理 -> 审查 and 核验 at once -> 决定 (准予 or 退件) -> 送达."""
    drawn = Drawing()
    drawn.node("startEvent", "start")
    drawn.node(
        "userTask", "accept", name="受理", **{"mt_candidates": "initiator", "mt_clock": "services.acceptance", **accept}
    )
    drawn.node("parallelGateway", "split", name="并联审查")
    drawn.node("userTask", "review", name="审查")
    drawn.node("userTask", "verify", name="核验")
    drawn.node("parallelGateway", "join")
    drawn.node("userTask", "decide", name="决定")
    drawn.node("exclusiveGateway", "decided", default="refused")
    drawn.node("userTask", "deliver", name="送达")
    drawn.node("endEvent", "end")
    drawn.path("start", "accept", "split", "review", "join")
    drawn.path("split", "verify", "join", "decide", "decided")
    drawn.flow("decided", "deliver", 'decision == "准予"')
    drawn.flow("decided", "accept", ident="refused")
    drawn.path("deliver", "end")
    return drawn


def new_case(world: World, title: str = "澄江枢纽配套工程施工许可", actor: str = "official", **facts: Any) -> Case:
    """A case of the housing bureau that one of the cast has opened."""
    install(TYPE, "施工许可", drawing().xml(key=TYPE))
    register_case_type(CaseType(TYPE, "施工许可", TYPE))
    return open_case(world.actor(actor), TYPE, title=title, organ=world.organ("housing-bureau"), **facts)


def at(case: Case, node: str) -> int:
    """The number of the open item at a node."""
    return item(case, node)
