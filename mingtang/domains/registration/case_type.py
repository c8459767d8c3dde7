"""The cases that applications bring, and the guard that keeps one officer from bringing a certificate about alone."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.domains.registration.actions.judging import require_officer
from mingtang.domains.registration.case_page import application_page
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.moving import follow
from mingtang.domains.registration.queries import LIMIT
from mingtang.domains.registration.rules import (
    AGREE,
    CARRIED_OUT,
    CASE_TYPE,
    CORRECT,
    IMPORTED,
    PASS,
    RECOVERED,
    REFUSE,
    SUPPLIED,
    Stage,
)
from mingtang.kernel.cases.api import Case, CaseType, Link, Refused, StepWords
from mingtang.kernel.directory.api import Refused as Unfit
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Command, Complete

_REASONED = frozenset({CORRECT, REFUSE})


def two_officers(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """Nobody completes a step whose hand is in the application already, whichever way the step came to him.

    What only a page of registration does (a check of identity, issuing, a download) must have been done before its step
    is completed. Variables that came with the command are dropped: what routes an application is in its row.
    """
    if not isinstance(command, Complete):
        return command
    application = CertificateApplication.objects.filter(case=case.pk).select_related("concerning").get()
    try:
        require_officer(actor, application, node)
    except Unfit as fault:
        raise Refused("two_officers", str(fault)) from fault
    if reason := _not_yet_done(actor, application, command, node):
        raise Refused("not_done", reason)
    return replace(command, vars={"recover": bool(application.recoveries)} if node == Stage.ISSUE else {})


def _not_yet_done(actor: Actor, application: CertificateApplication, command: Complete, node: str) -> str:
    """Why a step is not done yet, though its command says so; at most one statement."""
    if node == Stage.SUPPLY and application.needs_request and not application.request:
        return "请先提交证书申请文件。"
    if node == Stage.CHECK:
        known = application.checks.filter(step=command.token, officer=actor.account_id, outcome=command.outcome)
        return "" if known.exists() else "请在身份核验页登记核验方式和结果。"
    if node == Stage.ISSUE and command.outcome == CARRIED_OUT and application.issued_at is None:
        return "请在签发页签发。"
    if node == Stage.COLLECT and application.collected_at is None:
        return "请先凭参考号和授权码下载证书。"
    return ""


def applications_of_reader(actor: Actor) -> QuerySet[Any]:
    """Cases of the applications that the actor may see."""
    rows: QuerySet[Any] = CertificateApplication.objects.visible_to(actor)
    return rows.values("case_id")


def _page(name: str, label: str, icon: str) -> Any:
    def door(case: Case) -> Link:
        found = CertificateApplication.objects.filter(case=case.pk).values_list("pk", flat=True)
        return Link(label, reverse(name, args=[found.get()]), icon, is_primary=True)

    return door


APPLICATION = CaseType(
    CASE_TYPE,
    "证书申请",
    CASE_TYPE,
    numbering=CASE_TYPE,
    clocks={"": LIMIT},
    follow=follow,
    guard=two_officers,
    page=application_page,
    readers=applications_of_reader,
    retention="D10",
    icon="certificate",
    steps={
        Stage.SUPPLY: StepWords((SUPPLIED,), "", door=_page("own_certificate_application", "提交证书申请文件", "key")),
        Stage.CHECK: StepWords((PASS, CORRECT, REFUSE), "", door=_page("check_identity", "登记身份核验", "id")),
        Stage.REVIEW: StepWords((AGREE, CORRECT, REFUSE), "审核意见", _REASONED),
        Stage.ISSUE: StepWords((CARRIED_OUT, CORRECT), "意见", frozenset({CORRECT}), door=_page("issue_application", "签发", "certificate")),
        Stage.RECOVER: StepWords((RECOVERED,), "", door=_page("recover_keys", "确认密钥恢复", "key")),
        Stage.COLLECT: StepWords((IMPORTED,), "", door=_page("own_certificate_application", "下载证书", "download")),
    },
)  # fmt: skip
