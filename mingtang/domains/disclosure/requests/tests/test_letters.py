"""Letters as files: sealed or marked, kept, for those who may have them; served with proof; third parties told; corrections."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from mingtang.domains.disclosure.requests import handlers
from mingtang.domains.disclosure.requests.actions.setting import SEALED_AS, make_letter, make_twin
from mingtang.domains.disclosure.requests.actions.stepping import complete
from mingtang.domains.disclosure.requests.api import (
    DisclosureLetterIssued,
    Way,
    ask_opinion,
    correct_reply,
    deliver_reply,
    serve_letter,
    sign_reply,
    take_opinion,
    tell_third_party,
)
from mingtang.domains.disclosure.requests.models import DisclosureLetter, DisclosureRequest
from mingtang.domains.disclosure.requests.rules import AGREED, Asked, Opinion
from mingtang.domains.disclosure.requests.tests.office import CLERK, Office
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")


def made(letter: DisclosureLetter) -> DisclosureLetter:
    """The letter after the worker has come to it."""
    make_letter.func(letter.pk)
    letter.refresh_from_db()
    return letter


def holding(request: DisclosureRequest) -> Client:
    """The applicant, who has typed code and password."""
    client = Client()
    client.post(reverse("query_disclosure"), {"code": request.query_code, "secret": request.secret})
    return client


def test_every_letter_is_handed_to_the_worker(office: Office) -> None:
    request = office.registered()
    letter = request.letters.get()
    with patch.object(handlers, "make_letter") as task:
        handlers.letter_issued(
            DisclosureLetterIssued(subject="x", request_id=request.pk, letter_id=letter.pk)
        )  # fmt: skip
    task.enqueue.assert_called_once_with(letter.pk)


def test_a_letter_without_a_seal_says_so_and_is_kept_once(office: Office) -> None:
    letter = made(office.registered().letters.get())
    assert (letter.is_sealed, bool(letter.file_name), letter.ofd_name) == (False, True, "")
    assert make_letter.func(letter.pk) == letter.file_digest
    assert make_twin.func(letter.pk) == ""
    answer = office.world.client(CLERK).get(reverse("disclosure_letter", args=[letter.pk]))
    said = text_of(answer.content)
    for words in ("未用印", "登 记 回 执", letter.number, letter.request.number):
        assert words in said, words


def test_only_the_applicant_downloads_his_letters_and_only_what_is_kept(office: Office) -> None:
    request = office.registered()
    with office.on(timezone.localdate()):
        ask_opinion(
            office.clerk, request, asked=Asked.THIRD_PARTY, name="南门置业", question="？", sent_on=timezone.localdate()
        )
    receipt, to_another = request.letters.all()
    there = reverse("own_disclosure_letter", args=[receipt.pk])
    applicant = holding(request)
    assert applicant.get(there).status_code == 404
    assert "正在制作" in applicant.get(reverse("disclosure_receipt")).content.decode()
    made(receipt)
    made(to_another)
    assert applicant.get(there).content.startswith(b"%PDF")
    assert there in applicant.get(reverse("disclosure_receipt")).content.decode()
    assert applicant.get(reverse("own_disclosure_letter", args=[to_another.pk])).status_code == 404
    assert applicant.get(reverse("own_disclosure_letter_ofd", args=[receipt.pk])).status_code == 404
    assert Client().get(there).headers["Location"] == reverse("query_disclosure")
    assert holding(office.registered(content="另一件")).get(there).status_code == 404


def test_a_letter_is_served_once_with_proof(office: Office) -> None:
    letter = office.registered().letters.get()
    with pytest.raises(Refused, match="凭证"):
        serve_letter(office.clerk, letter, way=Way.MAIL, served_on=timezone.localdate(), evidence=" ")
    served = serve_letter(
        office.clerk, letter, way=Way.MAIL, served_on=timezone.localdate(), evidence="EMS 123，本人签收"
    )
    for words in ("送达文书：登记回执", "受送达人：林叙", "邮寄送达", "EMS 123"):
        assert words in served.proof.data["text"]
    with pytest.raises(Refused, match="已经登记"):
        serve_letter(office.clerk, letter, way=Way.MAIL, served_on=timezone.localdate(), evidence="x")
    with pytest.raises(Refused, match="早于文书"):
        serve_letter(
            office.clerk, served.proof, way=Way.MAIL, served_on=date(2020, 1, 1), evidence="x"
        )  # fmt: skip


@pytest.fixture
def refusing(office: Office) -> Iterator[Any]:
    """An opinion of a third party that refuses, and its request."""
    with office.on(MONDAY):
        request = office.registered()
        asked = ask_opinion(
            office.clerk, request, asked=Asked.THIRD_PARTY, name="南门置业", question="？", sent_on=MONDAY
        )
        with pytest.raises(Refused, match="收到意见"):
            tell_third_party(office.clerk, asked, discloses=True, reason="公共利益")
        take_opinion(office.clerk, asked, opinion=Opinion.REFUSES, answered_on=MONDAY, reason="商业秘密")
        yield asked


def test_a_third_party_that_refuses_is_told_before_its_information_is_disclosed(office: Office, refusing: Any) -> None:
    request = office.drafted(office.fresh(refusing.request), "partial")
    complete(office.reviewer, request, AGREED)
    with pytest.raises(Refused, match="书面告知第三方"):
        sign_reply(office.head, request)
    tell_third_party(office.clerk, refusing, discloses=True, reason="工程款属于财政资金，涉及公共利益。")
    with pytest.raises(Refused, match="已经告知"):
        tell_third_party(office.clerk, refusing, discloses=True, reason="x")
    sign_reply(office.head, office.fresh(request))
    letter = request.letters.get(kind="third_party_decision")
    assert letter.data["to"] == "南门置业"
    assert not letter.is_for_applicant
    for words in ("决定予以公开", "不同意公开", "财政资金", "六十日内", "六个月内"):
        assert words in letter.data["text"], words


def test_what_is_refused_needs_no_leave_of_the_third_party(office: Office, refusing: Any) -> None:
    signed = office.signed(office.fresh(refusing.request), "denied.third_party")
    assert signed.replied_on == MONDAY


def test_a_reply_is_corrected_by_a_letter_beside_it(office: Office) -> None:
    signed = office.signed(office.registered(), "partial")
    with pytest.raises(Refused, match="已经答复并送达"):
        correct_reply(office.head, signed, detail="x", reason="x")
    with pytest.raises(Refused, match="凭证"):
        deliver_reply(office.clerk, signed, delivered_on=timezone.localdate(), way=Way.EMAIL, evidence="")
    done = office.delivered(signed)
    with pytest.raises(Refused, match="拟稿人"):
        correct_reply(office.clerk, done, detail="面积应为 120 平方米。", reason="笔误")
    with pytest.raises(NotPermitted):
        correct_reply(office.reviewer, done, detail="面积应为 120 平方米。", reason="笔误")
    letter = correct_reply(office.head, done, detail="面积应为 120 平方米。", reason="笔误")
    assert "面积应为 120 平方米" in letter.data["text"]
    assert done.letters.get(kind="reply").number in letter.data["text"]
    assert (letter.is_for_applicant, done.letters.get(kind="proof").is_for_applicant) == (True, False)


def test_a_letter_is_sealed_by_the_standing_approval_for_letters_of_disclosure(office: Office) -> None:
    letter = office.registered().letters.get()
    with patch("mingtang.kernel.letters.filing.sealed") as sealing:
        sealing.return_value.pdf, sealing.return_value.digest, sealing.return_value.is_sealed = (
            b"%PDF sealed",
            "ab",
            True,
        )
        made(letter)
    assert sealing.call_args.kwargs["scope"] == SEALED_AS == "disclosure.letters"
    assert sealing.call_args.kwargs["organ_id"] == office.organ.pk
    assert letter.is_sealed
