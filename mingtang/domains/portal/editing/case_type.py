"""The case that a manuscript brings, and the guard that keeps its three reviews in three pairs of hands."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.domains.portal.editing.actions.reviewing import obstacle
from mingtang.domains.portal.editing.case_page import manuscript_page
from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.moving import follow
from mingtang.domains.portal.editing.rules import (
    ABANDONED,
    CASE_TYPE,
    PASSED,
    RELEASED,
    RETURNED,
    REVIEW_OF,
    SUBMITTED,
)
from mingtang.kernel.cases.api import Case, CaseType, Link, Refused, StepWords
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Verb
from mingtang.lib.flow.commands import Command, Complete


def another_person(actor: Actor, case: Case, verb: Verb, node: str) -> str:
    """Whoever wrote at a manuscript does not review it, and nobody does two of its three reviews."""
    if verb not in {Verb.COMPLETE, Verb.CLAIM} or node not in REVIEW_OF:
        return ""
    return obstacle(actor, case.pk, node)


def guard(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """What only a page of editing does must have been done; what routes a manuscript comes from its row alone."""
    if not isinstance(command, Complete):
        return command
    manuscript = Manuscript.objects.get(case=case.pk)
    if node in REVIEW_OF:
        said = manuscript.reviews.filter(step=command.token, passed=command.outcome == PASSED)
        if not said.exists():
            raise Refused("not_done", "请在审核页填写审核意见。")
        return replace(command, vars={"returned": True} if command.outcome == RETURNED else {})
    if node == "release" and command.outcome == RELEASED and manuscript.article_id is None:
        raise Refused("not_done", "请在发布页发布。")
    if node == "write":
        return replace(command, vars={"fast": manuscript.lane == Manuscript.Lane.FAST, "returned": False})
    return replace(command, vars={})


def cases_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the manuscripts that the actor may see."""
    rows: QuerySet[Any] = Manuscript.objects.visible_to(actor)
    return rows.order_by().values("case_id")


def _page(name: str, label: str, icon: str) -> Any:
    def door(case: Case) -> Link:
        found = Manuscript.objects.filter(case=case.pk).values_list("pk", flat=True)
        return Link(label, reverse(name, args=[found.get()]), icon, is_primary=True)

    return door


_REVIEW = StepWords((PASSED, RETURNED), "", frozenset({RETURNED}), door=_page("review_manuscript", "审核", "eye-check"))

MANUSCRIPT = CaseType(
    CASE_TYPE,
    "网站稿件",
    CASE_TYPE,
    policy=another_person,
    guard=guard,
    follow=follow,
    page=manuscript_page,
    readers=cases_of_reader,
    retention="D10",
    icon="file-text",
    steps={
        "write": StepWords((SUBMITTED, ABANDONED), "", door=_page("edit_manuscript", "撰写修改", "pencil")),
        **dict.fromkeys(REVIEW_OF, _REVIEW),
        "release": StepWords(
            (RELEASED, RETURNED), "意见", frozenset({RETURNED}), door=_page("release_manuscript", "发布", "send")
        ),
    },
)
