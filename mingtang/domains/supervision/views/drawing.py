"""The process of an item as a picture with its live position, and in words."""

from collections.abc import Iterable

from mingtang.domains.supervision.models import SupervisedItem
from mingtang.kernel.cases.api import Step, Token
from mingtang.kernel.processes.api import Drawn, Mark, draw

_DOINGS = ("Complete", "ServiceAnswered")


def drawing_of(item: SupervisedItem, open_steps: Iterable[Token]) -> Drawn | None:
    """The drawing with what is done and what is open; None for a draft. Two statements the first time, then one."""
    if item.case is None:
        return None
    done = Step.objects.filter(case=item.case, command__in=_DOINGS).values_list("node", flat=True).distinct()
    marks = dict.fromkeys(done, Mark.DONE) | {token.node: Mark.LIVE for token in open_steps}
    return draw(item.case.version_id, marks, name=f"item-{item.pk}")
