"""The cases that requests bring, and the guard that keeps their steps true to the row."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.domains.disclosure.requests.case_page import DOORS, request_page
from mingtang.domains.disclosure.requests.models import DisclosureRequest, PastReply
from mingtang.domains.disclosure.requests.moving import follow
from mingtang.domains.disclosure.requests.rules import (
    AGREED,
    ASK_CORRECTION,
    ASK_FEE,
    ASK_OPINION,
    BACK,
    CASE_TYPE,
    CASE_TYPE_ANEW,
    CONSULTED,
    CORRECTED,
    DELIVERED,
    DRAFTED,
    NOT_CORRECTED,
    NOT_PAID,
    OUTCOMES,
    PAID,
    REGISTERED,
    SIGNED,
    WRONG_CHANNEL,
    Node,
)
from mingtang.kernel.cases.api import Case, CaseType, Link, Refused, StepWords
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Command, Complete


def true_to_the_row(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """What a page of this room does must have been done before its step is completed, whichever way the step came.

    Whoever drafted a reply neither reviews nor signs it.
    """
    if not isinstance(command, Complete):
        return command
    request = DisclosureRequest.objects.get(case=case.pk)
    if node in {Node.REVIEW, Node.SIGN} and request.drafted_by_id == actor.account_id:
        raise Refused("two_officials", "拟稿人不能审查、签发自己拟定的答复。")
    if not _is_done(request, command.outcome):
        raise Refused("not_done", "请在公开申请的办理页上办理这一步。")
    return command


def _is_done(request: DisclosureRequest, outcome: str) -> bool:
    """Whether the row says what an outcome says; at most one statement."""
    if outcome in {ASK_OPINION, CONSULTED}:
        return bool(request.consultations.filter(answered_on=None).exists()) == (outcome == ASK_OPINION)
    done: dict[str, date | str | bool | None] = {
        REGISTERED: request.received_on,
        WRONG_CHANNEL: request.note,
        ASK_CORRECTION: request.correction_asked_on and not request.corrected_on,
        CORRECTED: request.corrected_on,
        NOT_CORRECTED: request.reply_kind == "other.no_correction",
        ASK_FEE: request.fee_noticed_on and not request.fee_paid_on,
        PAID: request.fee_paid_on,
        NOT_PAID: request.reply_kind == "other.no_fee",
        DRAFTED: request.reply_kind,
        AGREED: True,
        BACK: True,
        SIGNED: request.replied_on,
        DELIVERED: request.delivered_on,
    }
    return bool(done.get(outcome))


def requests_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the requests that the actor may see, those of earlier replies too."""
    rows: QuerySet[Any] = DisclosureRequest.objects.visible_to(actor)
    past = PastReply.objects.visible_to(actor).order_by().values("case_id")
    return rows.order_by().values("case_id").union(past)


def _door(node: Node) -> Any:
    slug, label, icon = DOORS[node]

    def door(case: Case) -> Link:
        found = DisclosureRequest.objects.filter(case=case.pk).values_list("pk", flat=True)
        return Link(label, reverse("disclosure_step", args=[found.get(), slug]), icon, is_primary=True)

    return door


def _words(node: Node) -> StepWords:
    if node is Node.REVIEW:
        return StepWords(OUTCOMES[node], "审查意见", frozenset({BACK}))
    return StepWords(OUTCOMES[node], "", door=_door(node))


REQUEST = CaseType(
    CASE_TYPE,
    "公开申请",
    CASE_TYPE,
    numbering=CASE_TYPE,
    clocks={Node.CONFIRM: "disclosure.confirmation"},
    follow=follow,
    guard=true_to_the_row,
    page=request_page,
    readers=requests_of_reader,
    retention="D30",
    icon="file-search",
    steps={node: _words(node) for node in Node},
)

ANEW = replace(REQUEST, code=CASE_TYPE_ANEW, label="重新答复公开申请", numbering="", clocks={})
