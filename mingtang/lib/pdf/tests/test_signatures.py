"""Files that are signed, completed later, signed again."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from mingtang.lib.crypto.certificates import Term
from mingtang.lib.crypto.faults import IssueRefused
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Reason, Revoked
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, hierarchy, issued
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf import Place, complete_pdf, sign_pdf, verify_pdf
from mingtang.lib.pdf.tests.files import HOUR, known, letter, lists, signed, stamp
from mingtang.lib.verdicts import Outcome


@pytest.fixture(params=list(KeyKind), ids=str)
def h(request):
    return hierarchy(request.param)


@pytest.fixture
def fast():
    return hierarchy(KeyKind.ECDSA_P256)


def judged(pdf, evidence, now=NOW):
    """The only verdict."""
    (verdict,) = verify_pdf(pdf, evidence, now=now)
    return verdict


def trusting(h):
    """Nothing but the root."""
    return Evidence([h.root.certificate])


def test_a_signed_letter_is_valid_and_says_by_whom_and_when(h):
    verdict = judged(signed(h, reason="批准"), known(h))
    assert (verdict.outcome, verdict.name, verdict.reason) == (Outcome.VALID, "河源市人民政府", "批准")
    assert verdict.path == (h.root.certificate, h.city.certificate, h.holder().certificate)
    assert (verdict.signed_at, verdict.time_is_proven) == (NOW, True)
    asked = ["structure", "coverage", "content", "signature", "timestamp", "certificate", "revocation", "changes"]
    assert [step.code for step in verdict.steps] == asked
    assert verdict.step("changes").says == "签名覆盖整个文件，签名之后没有任何改动"


def test_a_letter_that_carries_its_evidence_is_judged_by_it(h):
    pdf = signed(h, evidence=known(h))
    assert judged(pdf, trusting(h)).outcome == Outcome.VALID
    assert judged(signed(h), trusting(h)).outcome == Outcome.UNKNOWN
    assert (
        judged(
            pdf, Evidence([hierarchy(KeyKind.RSA if h.kind is KeyKind.SM2 else KeyKind.SM2).root.certificate])
        ).outcome
        == Outcome.INVALID
    )


def test_an_altered_byte_is_found(fast):
    pdf = signed(fast)
    place = pdf.index(b"/Reason") if b"/Reason" in pdf else pdf.index(b"stream") + 20
    verdict = judged(pdf[:place] + bytes((pdf[place] ^ 1,)) + pdf[place + 1 :], known(fast))
    assert (verdict.outcome, verdict.step("content").passed) == (Outcome.INVALID, False)


def test_a_signature_by_another_key_is_found(fast):
    pdf = signed(fast)
    begin = pdf.index(b"/Contents <") + len(b"/Contents <")
    message = bytes.fromhex(pdf[begin : pdf.index(b">", begin)].decode())
    spki = fast.holder().key.spki
    swapped = message.replace(spki, fast.holder("timestamper").key.spki)
    verdict = judged(pdf.replace(message.hex().upper().encode(), swapped.hex().upper().encode()), known(fast))
    assert (verdict.outcome, verdict.step("signature").passed) == (Outcome.INVALID, False)


def test_what_expired_since_was_valid_then_if_a_timestamp_proves_it(fast):
    holder = issued(fast.city, term=Term(NOW - DAY, NOW + DAY))
    later = NOW + 5 * DAY
    assert (
        judged(signed(fast, holder=holder, evidence=known(fast)), trusting(fast), later).outcome == Outcome.VALID_THEN
    )
    verdict = judged(signed(fast, holder=holder, stamp=None, evidence=known(fast)), trusting(fast), later)
    assert (verdict.outcome, verdict.step("certificate").passed) == (Outcome.UNKNOWN, None)


@pytest.mark.parametrize(("revoked_at", "outcome"), [(NOW - HOUR, "invalid"), (NOW + HOUR, "valid_then")])
def test_what_was_revoked_counts_if_it_was_before_the_signature(fast, revoked_at, outcome):
    gone = Revoked(fast.holder().certificate.serial, revoked_at, Reason.KEY_COMPROMISE)
    evidence = known(fast, gone, begin=NOW + 2 * HOUR, end=NOW + DAY)
    assert judged(signed(fast), evidence, NOW + 3 * HOUR).outcome == outcome


def test_without_a_timestamp_the_time_is_a_claim_and_the_gap_is_told(fast):
    result = sign_pdf(letter(), fast.holder().key, [fast.holder().certificate], moment=NOW, stamp=lambda data: None)
    verdict = judged(result.content, known(fast))
    assert (result.is_stamped, verdict.outcome, verdict.time_is_proven) == (False, Outcome.VALID, False)
    assert verdict.step("timestamp").passed is None


def test_a_missed_timestamp_is_made_up_for_later(h):
    holder = issued(h.city, term=Term(NOW - DAY, NOW + DAY))
    gap = signed(h, holder=holder, stamp=lambda data: None)
    evidence = known(h)
    completed = complete_pdf(gap, stamp=stamp(h, NOW + HOUR), evidence=evidence)
    assert completed.is_stamped
    verdict = judged(completed.content, trusting(h), NOW + 5 * DAY)
    assert (verdict.outcome, verdict.signed_at, verdict.time_is_proven) == (Outcome.VALID_THEN, NOW + HOUR, True)
    assert verdict.step("changes").says == "签名之后只补充了时间戳或者验证资料，内容没有改动"
    again = complete_pdf(completed.content, stamp=lambda data: None, evidence=evidence)
    assert (again.content, again.is_stamped) == (completed.content, False)


def test_a_timestamp_of_strangers_proves_nothing(fast):
    stranger = hierarchy(KeyKind.RSA)
    verdict = judged(signed(fast, stamp=stamp(stranger)), known(fast))
    assert (verdict.outcome, verdict.time_is_proven) == (Outcome.UNKNOWN, False)


def test_several_signatures_stand_beside_each_other(h):
    other = issued(h.city)
    place = Place(1, 20, 20, 30, 30)
    twice = signed(h, signed(h, evidence=known(h)), holder=other, place=place, name="公安局")
    first, second = verify_pdf(complete_pdf(twice, stamp=stamp(h)).content, known(h), now=NOW)
    assert [(each.outcome, each.name) for each in (first, second)] == [("valid", "河源市人民政府"), ("valid", "公安局")]
    assert first.step("changes").says == "签名之后又有别的签名或者时间戳，内容没有改动"


def test_the_picture_lies_where_it_should(fast):
    (field,) = PdfFileReader(BytesIO(signed(fast))).root["/AcroForm"]["/Fields"]
    left, bottom, right, top = (float(each) * 25.4 / 72 for each in field.get_object()["/Rect"])
    assert (left, 297 - top, right, 297 - bottom) == pytest.approx((84, 79, 126, 121), abs=0.05)
    assert "/N" in field.get_object()["/AP"]
    with pytest.raises(ValueError, match="does not lie"):
        signed(fast, place=Place(1, 200, 200, 30, 30))
    with pytest.raises(ValueError, match="no such page"):
        signed(fast, place=Place(3, 20, 20, 30, 30))


def test_only_the_key_of_the_certificate_signs(fast):
    with pytest.raises(IssueRefused):
        sign_pdf(letter(), fast.city.key, [fast.holder().certificate], moment=NOW)


def test_a_file_that_is_not_signed_has_no_verdict(fast):
    assert verify_pdf(letter(), known(fast), now=NOW) == ()
    assert verify_pdf(complete_pdf(letter(), stamp=stamp(fast)).content, known(fast), now=NOW) == ()


def test_lists_that_had_run_out_when_it_was_signed_tell_nothing(fast):
    old = Evidence(
        [fast.root.certificate], [fast.city.certificate], lists(fast, begin=NOW - 9 * DAY, end=NOW - 8 * DAY)
    )
    assert judged(signed(fast), old).outcome == Outcome.UNKNOWN
