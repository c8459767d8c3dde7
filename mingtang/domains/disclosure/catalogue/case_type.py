"""The cases of publishing, and the guard that keeps their steps true to the row."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.domains.disclosure.catalogue.case_page import DOORS, item_page
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.moving import follow
from mingtang.domains.disclosure.catalogue.rules import (
    ANSWERED,
    BACK,
    BY_OTHERS,
    CASE_TYPE,
    CONCLUSIONS,
    OUTCOMES,
    Conclusion,
    State,
    Step,
)
from mingtang.kernel.cases.api import Case, CaseType, Link, Refused, StepWords
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Command, Complete


def true_to_the_row(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """What a page of this room does must have been done before its step is completed, whichever way the step came.

    Whoever drafted neither reviews nor signs (谁拟稿、谁不审).
    """
    if not isinstance(command, Complete) or node not in set(Step):
        return command
    item = InformationItem.objects.get(case=case.pk)
    if node in BY_OTHERS and item.drafted_by_id == actor.account_id:
        raise Refused("two_officials", "拟稿人不能审查、签发自己拟的稿。")
    if not _is_done(item, Step(node), command):
        raise Refused("not_done", "请在主动公开的办理页上办理这一步。")
    return command


def _is_done(item: InformationItem, step: Step, command: Complete) -> bool:
    """Whether the row says what an outcome says; at most one statement."""
    if step is Step.DRAFT:
        return "normative" in command.vars
    if step is Step.SECRECY:
        latest = item.reviews.first()
        return (
            latest is not None
            and latest.digest == item.digest
            and CONCLUSIONS[Conclusion(latest.conclusion)] == command.outcome
        )
    if step is Step.OPINION:
        return item.opinions.exists()
    if step is Step.SIGN:
        return command.outcome == BACK or item.state in {State.PUBLISHED, State.SCHEDULED}
    return True


def items_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the items that the actor may see."""
    rows: QuerySet[Any] = InformationItem.objects.visible_to(actor).filter(case__isnull=False)
    return rows.values("case_id")


def _door(step: Step) -> Any:
    slug, label, icon = DOORS[step]

    def door(case: Case) -> Link:
        found = InformationItem.objects.filter(case=case.pk).values_list("pk", flat=True)
        return Link(label, reverse("disclosure_item_step", args=[found.get(), slug]), icon, is_primary=True)

    return door


def _words(step: Step) -> StepWords:
    if step in DOORS:
        return StepWords(OUTCOMES[step], "", door=_door(step))
    return StepWords(OUTCOMES[step], "意见", frozenset({BACK, ANSWERED}))


PUBLICATION = CaseType(
    CASE_TYPE,
    "主动公开",
    CASE_TYPE,
    numbering=CASE_TYPE,
    clocks={Step.SECRECY: "disclosure.secrecy_review"},
    follow=follow,
    guard=true_to_the_row,
    page=item_page,
    readers=items_of_reader,
    retention="D30",
    icon="file-text",
    steps={step: _words(step) for step in Step},
)
