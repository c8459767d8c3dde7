"""Doing the open steps of an item: each is a command on its case; reports are kept with it."""

from typing import Any

from django.utils import timezone

from mingtang.domains.supervision import acts
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.queries.progress import last_report_of
from mingtang.domains.supervision.rules import STEPS
from mingtang.kernel.cases.api import Case, Filing, Step, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.flow.commands import Complete, Return

REPORT_FORM = "supervision-report"


def complete(actor: Actor, case: Case, no: int, node: str, *, outcome: str, opinion: str = "", key: str = "") -> None:
    """Complete step `no` of an item's or an extension's case with one of the outcomes of its node.

    Raises Refused when the text is missing or the outcome unknown, and what `cases.handle` raises.
    """
    words = STEPS[node]
    if outcome not in words.outcomes:
        raise Refused("请选择处理结果。", "outcome")
    if outcome in words.required and not opinion.strip():
        raise Refused(f"请填写{words.text}。", "opinion")
    handle(actor, case.pk, Complete(no, outcome), opinion=opinion.strip(), key=key)


def report(
    actor: Actor, item: SupervisedItem, no: int, node: str, answers: dict[str, Any], *, form_version: int, key: str = ""
) -> None:
    """Report on an item, its progress or its result: the answers are kept, their text is the opinion of the step."""
    case = _case_of(item)
    outcome = STEPS[node].outcomes[0]
    if key and Step.objects.filter(case=case, key=key).exists():
        return  # the same button pressed twice
    with act(acts.REPORT, actor, item) as deed:
        handle(actor, case.pk, Complete(no, outcome), opinion=str(answers["content"]), key=key)
        deed.note = f"{outcome}：{answers['percent']}%"
        deed.create(
            Filing(
                case=case,
                no=no,
                form=REPORT_FORM,
                form_version=form_version,
                data=answers,
                by_id=actor.account_id,
                by_name=actor.name,
                at=timezone.now(),
            )
        )


def send_back(actor: Actor, item: SupervisedItem, no: int, organ_id: int, opinion: str, *, key: str = "") -> None:
    """Send the report of one organ back from step `no`; the others stay as they are. Raises Refused without reason."""
    if not opinion.strip():
        raise Refused("请写明退回的理由。", "opinion")
    reported = last_report_of(item, organ_id)
    if reported is None:
        raise Refused("请选择退回给哪个单位。", "unit")
    handle(actor, _case_of(item).pk, Return(no, reported.no), opinion=opinion.strip(), key=key)


def _case_of(item: SupervisedItem) -> Case:
    if item.case is None:
        raise Refused("事项还没有提交。")
    return item.case
