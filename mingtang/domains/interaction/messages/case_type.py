"""The case that a message brings, and the guard that keeps two people where two are needed."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.interaction.messages.case_page import message_page
from mingtang.domains.interaction.messages.limits import REPLY, last_day_to_return
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.moving import follow
from mingtang.domains.interaction.messages.rules import (
    AGREE,
    CLOSED,
    DISAGREE,
    DISPATCH,
    OPEN,
    REFER,
    REJECT,
    RETURN,
    REVISE,
    VALIDITIES,
)
from mingtang.kernel.cases.api import Case, CaseType, Link, Refused, StepWords
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Verb
from mingtang.lib.flow.commands import Command, Complete

SIGN, SUBMITTED = "签收", "提交审核"


def second_person(actor: Actor, case: Case, verb: Verb, node: str) -> str:
    """Whoever screened a message does not confirm it alone; whoever drafted an answer does not release it."""
    column = {"confirm": "screener", "review": "drafter"}.get(node)
    if verb is not Verb.COMPLETE or column is None or actor.account_id is None:
        return ""
    own = Message.objects.filter(case=case.pk, **{column: actor.account_id}).exists()
    return ("受理人不能复核自己的认定" if node == "confirm" else "拟稿人不能审核自己的答复") if own else ""


def guard(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """What only a page of interaction does must have been done; what routes a message comes from its row alone."""
    if not isinstance(command, Complete):
        return command
    message = Message.objects.get(case=case.pk)
    if reason := _not_yet_done(message, command, node):
        raise Refused("not_done", reason)
    if node == "screen" and command.outcome == DISPATCH:
        return replace(command, vars={"unit": str(message.unit_id), "open": message.may_be_public})
    return replace(command, vars={"open": False} if node == "screen" else {})


def _not_yet_done(message: Message, command: Complete, node: str) -> str:
    if node == "screen" and (not message.validity or message.validity != VALIDITIES.get(command.outcome)):
        return "请在受理页登记受理结果。"
    if node == "sign" and command.outcome == RETURN and timezone.localdate() > (last := last_day_to_return(message)):
        return f"退回要在 {last:%Y-%m-%d} 以前提出，现在已经过期。"
    if node == "reply" and not message.reply:
        return "请先起草答复。"
    if node == "publish" and message.publication != {OPEN: "public", CLOSED: "private"}.get(command.outcome):
        return "请在公开审核页决定。"
    return ""


def cases_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the messages that the actor may see."""
    rows: QuerySet[Any] = Message.objects.visible_to(actor)
    return rows.order_by().values("case_id")


def _page(name: str, label: str, icon: str) -> Any:
    def door(case: Case) -> Link:
        found = Message.objects.filter(case=case.pk).values_list("pk", flat=True)
        return Link(label, reverse(name, args=[found.get()]), icon, is_primary=True)

    return door


MESSAGE = CaseType(
    "citizen-message",
    "网民留言",
    "citizen-message",
    numbering="citizen-message",
    clocks={"": REPLY},
    policy=second_person,
    guard=guard,
    follow=follow,
    page=message_page,
    readers=cases_of_reader,
    retention="D10",
    icon="message-circle",
    steps={
        "screen": StepWords((DISPATCH, REJECT, REFER), "", door=_page("screen_message", "受理", "inbox")),
        "confirm": StepWords((AGREE, DISAGREE), "复核意见", frozenset({DISAGREE})),
        "sign": StepWords((SIGN, RETURN), "退回理由", frozenset({RETURN})),
        "reply": StepWords((SUBMITTED,), "", door=_page("draft_message_reply", "起草答复", "pencil")),
        "review": StepWords((AGREE, REVISE), "审核意见", frozenset({REVISE})),
        "publish": StepWords((OPEN, CLOSED), "", door=_page("publish_message", "公开审核", "eye-check")),
    },
)
