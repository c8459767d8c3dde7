"""One officer alone never brings a certificate about: whichever door is tried."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingtang.domains.registration.actions.judging import require_officer
from mingtang.domains.registration.api import CertificateApplication, Stage, apply, carry_out, check_identity, review
from mingtang.domains.registration.rules import AGREE, CARRIED_OUT, PASS
from mingtang.domains.registration.tests.counter import CLERK, HOLDER, ISSUER, REVIEWER, Counter
from mingtang.kernel.cases.api import NotPermitted, Refused, account_key, handle
from mingtang.kernel.cases.models import Substitution
from mingtang.kernel.cases.tests.test_rest import Program
from mingtang.kernel.directory.api import Refused as Unfit
from mingtang.kernel.directory.models import Account
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Certificate
from mingtang.lib.flow.commands import AddSign, Claim, Complete, Delegate, Reassign, Return

pytestmark = pytest.mark.django_db


def checked(counter: Counter) -> CertificateApplication:
    application = counter.apply()
    counter.check(application)
    return counter.fresh(application)


def try_complete(counter: Counter, application: CertificateApplication, who: str, outcome: str = AGREE) -> None:
    handle(counter.world.actor(who), application.case_id, Complete(counter.step(application).no, outcome))


def test_the_clerk_who_checked_cannot_review_though_the_step_is_given_to_her(counter: Counter) -> None:
    application = checked(counter)
    clerk = counter.world.account(CLERK)
    no = counter.step(application).no
    handle(counter.world.actor(REVIEWER), application.case_id, Reassign(no, account_key(clerk.pk)))
    with pytest.raises(Refused, match="身份核验人不能审核"):
        try_complete(counter, application, CLERK)
    with pytest.raises(Unfit, match="身份核验人不能审核"):
        review(counter.world.actor(CLERK), application, outcome=AGREE)
    assert counter.fresh(application).stage == Stage.REVIEW


def test_nor_by_the_machine_interface(counter: Counter) -> None:
    application = checked(counter)
    no = counter.step(application).no
    handle(
        counter.world.actor(REVIEWER), application.case_id, Reassign(no, account_key(counter.world.account(CLERK).pk))
    )
    program = Program(counter.world.actor(CLERK))  # type: ignore[arg-type]
    body = {"command": "complete", "task": no, "outcome": AGREE, "vars": {"handover": True}}
    assert "身份核验人不能审核" in program.post(f"cases/{application.case_id}/commands", body, 409)["detail"]


def test_nor_as_a_substitute_for_the_reviewer(counter: Counter) -> None:
    application, today = checked(counter), timezone.localdate()
    handle(counter.world.actor(REVIEWER), application.case_id, _claim(counter, application))
    Substitution.objects.create(
        account=counter.world.account(REVIEWER), substitute=counter.world.account(CLERK), types=[],
        start=today - timedelta(days=1), end=today + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(Refused, match="身份核验人不能审核"):
        try_complete(counter, application, CLERK)


def _claim(counter: Counter, application: CertificateApplication) -> Any:
    return Claim(counter.step(application).no, account_key(counter.world.account(REVIEWER).pk))


@pytest.mark.parametrize("make", [
    Delegate,
    lambda no, key: AddSign(no, (key,)),
    lambda no, key: Return(no, no - 1),
])  # fmt: skip
def test_other_verbs_are_not_there(counter: Counter, make: Any) -> None:
    application = checked(counter)
    command = make(counter.step(application).no, account_key(counter.world.account(CLERK).pk))
    with pytest.raises((Refused, NotPermitted)):
        handle(counter.world.actor(REVIEWER), application.case_id, command)


def test_nobody_examines_what_is_his_own(counter: Counter) -> None:
    application = counter.apply(REVIEWER)
    with pytest.raises(Unfit, match="自己的证书申请"):
        check_identity(counter.world.actor(REVIEWER), application, method="face", document="证", outcome=PASS)
    counter.check(application)
    with pytest.raises(Refused, match="自己的证书申请"):
        try_complete(counter, application, REVIEWER)


def test_nor_through_a_second_account(counter: Counter) -> None:
    application, reviewer = checked(counter), counter.world.account(REVIEWER)
    Account.objects.filter(pk=counter.world.account(CLERK).pk).update(person=reviewer.person_id)
    with pytest.raises(Refused, match="身份核验人不能审核"):
        try_complete(counter, application, REVIEWER)


def test_who_entered_an_application_does_not_review_it(counter: Counter) -> None:
    application = apply(counter.world.actor(CLERK), counter.wish(HOLDER))
    with pytest.raises(Unfit, match="录入人不能审核"):
        require_officer(counter.world.actor(CLERK), application, Stage.REVIEW)


def test_a_check_is_recorded_before_its_step_is_done(counter: Counter) -> None:
    application = counter.apply()
    with pytest.raises(Refused, match="登记核验方式"):
        try_complete(counter, application, CLERK, PASS)


def test_nothing_is_issued_without_a_review_nor_by_who_checked(counter: Counter) -> None:
    application = checked(counter)
    handle(SYSTEM, application.case_id, Complete(counter.step(application).no, AGREE))
    waiting = counter.fresh(application)
    assert waiting.stage == Stage.ISSUE
    with pytest.raises(Unfit, match="还没有审核通过"):
        carry_out(counter.world.actor(ISSUER), waiting)
    with pytest.raises(Refused, match="请在签发页签发"):
        try_complete(counter, waiting, ISSUER, CARRIED_OUT)


def test_the_database_says_so_too(counter: Counter) -> None:
    application = counter.apply()
    rows = CertificateApplication.objects.filter(pk=application.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(reviewed_by=application.applicant)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(certificate=Certificate.objects.first())
