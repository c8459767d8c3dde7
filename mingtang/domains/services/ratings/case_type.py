"""The case that follows a bad rating up: call back, verify, rectify, reply."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.services.ratings.case_page import rating_page
from mingtang.domains.services.ratings.models import Rating
from mingtang.domains.services.ratings.rules import SUBSTANTIATED, UNSUBSTANTIATED
from mingtang.kernel.cases.api import Case, CaseType, Clock, Move, StepWords
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Verb

CALL, RECTIFICATION = "services.rating_call", "services.rating_rectification"
DONE = "办结"
STEPS: dict[str, StepWords] = {
    "call_back": StepWords(("已回访",), "回访情况", frozenset({"已回访"})),
    "verify": StepWords((SUBSTANTIATED, UNSUBSTANTIATED), "核实情况", frozenset({SUBSTANTIATED, UNSUBSTANTIATED})),
    "rectify": StepWords(("整改完成",), "整改情况", frozenset({"整改完成"})),
    "reply": StepWords(("答复评价人",), "答复内容（对评价人和公众公开）", frozenset({"答复评价人"})),
}


def not_oneself(actor: Actor, case: Case, verb: Verb, node: str) -> str:
    """Whoever was rated neither calls the rater back nor finds out whether it was so."""
    if verb is not Verb.COMPLETE or node not in {"call_back", "verify"} or actor.account_id is None:
        return ""
    rated = Rating.objects.filter(case=case, invitation__clerk=actor.account_id).exists()
    return "被评价的工作人员不能回访、核实对自己的评价" if rated else ""


def follow(move: Move) -> None:
    """What was found and done is written to the rating together with the step."""
    if move.command != "Complete":
        return
    found = Rating.objects.filter(case=move.case)
    if move.node == "verify":
        found.update(finding=move.outcome)
    elif move.node == "rectify":
        due = Clock.objects.filter(case=move.case, code=RECTIFICATION).order_by("-pk").values_list("due_at", flat=True)
        limit = due.first()
        found.update(rectified_at=timezone.now(), in_time=limit is None or move.now <= limit)


def cases_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the ratings that the actor may read."""
    rows: QuerySet[Any] = Rating.objects.visible_to(actor).filter(case__isnull=False)
    return rows.values("case_id")


FOLLOW_UP = CaseType(
    "rating-follow-up",
    "差评办理",
    "rating-follow-up",
    clocks={"call_back": CALL, "rectify": RECTIFICATION},
    policy=not_oneself,
    follow=follow,
    steps=STEPS,
    page=rating_page,
    readers=cases_of_reader,
    retention="D10",
    icon="stars",
)
