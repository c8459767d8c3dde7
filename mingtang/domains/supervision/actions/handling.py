"""Doing the open steps of an item as programs and stories do; people do them on the page of the case."""

from typing import Any

from mingtang.domains.supervision.case_type import REPORT_FORM
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.queries.progress import last_report_of
from mingtang.domains.supervision.steps import STEPS
from mingtang.kernel.cases.api import Answers, Case, file_and_complete, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Complete, Return


def complete(actor: Actor, case: Case, no: int, node: str, *, outcome: str, opinion: str = "", key: str = "") -> None:
    """Complete step `no` of an item's or a request's case. Raises what `cases.handle` raises."""
    handle(actor, case.pk, Complete(no, outcome), opinion=opinion.strip(), key=key)


def report(
    actor: Actor, item: SupervisedItem, no: int, node: str, answers: dict[str, Any], *, form_version: int, key: str = ""
) -> None:
    """Report on an item, its progress or its result: the answers are filed with the step."""
    filed = Answers(REPORT_FORM, form_version, answers)
    command = Complete(no, STEPS[node].outcomes[0])
    file_and_complete(actor, _case_of(item).pk, command, answers=filed, key=key)


def send_back(actor: Actor, item: SupervisedItem, no: int, organ_id: int, opinion: str, *, key: str = "") -> None:
    """Send the report of one organ back from step `no`; the others stay as they are."""
    reported = last_report_of(item, organ_id)
    if reported is None:
        raise Refused("请选择退回给哪个单位。", "unit")
    handle(actor, _case_of(item).pk, Return(no, reported.no), opinion=opinion.strip(), key=key)


def _case_of(item: SupervisedItem) -> Case:
    if item.case is None:
        raise Refused("事项还没有提交。")
    return item.case
