"""Evaluating what the charged organs have done (评价), after the item is closed."""

from collections.abc import Mapping

from django.utils import timezone

from mingtang.domains.supervision import acts
from mingtang.domains.supervision.models import Charge, SupervisedItem
from mingtang.domains.supervision.rules import Stage
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def evaluate(actor: Actor, item: SupervisedItem, grades: Mapping[int, tuple[str, str]]) -> None:
    """Give each charge, by its key, a grade and a remark. Raises Refused before the item is closed, NotPermitted.

    `item` comes from `staged`. An evaluation may be corrected; each one is recorded.
    """
    with act(acts.EVALUATE, actor, item) as deed:
        if item.stage is not Stage.CLOSED:
            raise Refused("办结以后才能评价。")
        for charge in item.charges.all():
            if charge.pk in grades:
                grade, remark = grades[charge.pk]
                if grade == Charge.Grade.POOR and not remark.strip():
                    raise Refused("评为“较差”要写明理由。", f"remark_{charge.pk}")
                deed.change(charge, grade=grade, remark=remark.strip(), evaluated_on=timezone.localdate())
