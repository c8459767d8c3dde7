"""The cases that supervision brings: the item itself, the request for a later date, the request to be released."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.domains.supervision.case_page import item_page, request_page
from mingtang.domains.supervision.models import Extension, Release, SupervisedItem
from mingtang.domains.supervision.steps import STEPS
from mingtang.kernel.cases.api import Case, CaseType, Link, Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Verb
from mingtang.lib.flow.commands import Command, Return

REPORT_FORM = "supervision-report"
_DECISIONS = frozenset({"approve", "close", "review", "grant"})


def four_eyes(actor: Actor, case: Case, verb: Verb, node: str) -> str:
    """Whoever proposed an item, or asked for something, does not decide on it."""
    own = actor.account_id is not None and actor.account_id == case.initiator_id
    return "提出人不能审批自己提出的事项" if own and verb is Verb.COMPLETE and node in _DECISIONS else ""


def reasons_given(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """What is sent back is sent back with a reason."""
    if isinstance(command, Return) and not opinion.strip():
        raise Refused("opinion", "请写明退回的理由。")
    return command


def items_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the items that the actor may see in the ledger."""
    return SupervisedItem.objects.visible_to(actor).filter(case__isnull=False).values("case_id")


def extensions_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the extensions of these items."""
    rows: QuerySet[Any] = Extension.objects.filter(item__in=SupervisedItem.objects.visible_to(actor))
    return rows.values("case_id")


def releases_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the requests to be released from these items."""
    rows: QuerySet[Any] = Release.objects.filter(item__in=SupervisedItem.objects.visible_to(actor))
    return rows.values("case_id")


def _revising(case: Case) -> Link:
    return Link("修改后重新提交", reverse("edit_item", args=[case.supervised_item.pk]), "edit")  # type: ignore[attr-defined]


ITEM = CaseType(
    "supervision",
    "督查事项",
    "supervision",
    numbering="supervision",
    forms={"handle": REPORT_FORM, "progress": REPORT_FORM},
    clocks={"sign": "office.supervision_sign"},
    policy=four_eyes,
    letters={"dispatch": "supervision-notice"},
    retention="D30",
    icon="eye-check",
    steps={**STEPS, "revise": replace(STEPS["revise"], door=_revising)},
    guard=reasons_given,
    page=item_page,
    readers=items_of_reader,
)
EXTENSION = CaseType(
    "supervision-extension",
    "督查延期",
    "supervision-extension",
    policy=four_eyes,
    retention="D30",
    icon="calendar-plus",
    steps=STEPS,
    page=request_page,
    readers=extensions_of_reader,
)
RELEASE = CaseType(
    "supervision-release",
    "督查退办",
    "supervision-release",
    policy=four_eyes,
    retention="D30",
    icon="arrow-back-up",
    steps=STEPS,
    page=request_page,
    readers=releases_of_reader,
)
