"""Questions to a responder and its answers."""

import base64
import urllib.parse
from dataclasses import replace

import pytest

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.extensions import extension
from mingtang.lib.crypto.faults import CryptoFault, IssueRefused, Malformed, NotTrusted
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import (
    Known,
    Reason,
    Refusal,
    Responder,
    Revoked,
    make_question,
    question_in_path,
    read_answer,
    read_question,
    refusal,
    verify_answer,
)
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, hierarchy, issued

NONCE = bytes(range(16))


@pytest.fixture(params=[KeyKind.SM2, KeyKind.ECDSA_P256], ids=str)
def h(request):
    return hierarchy(request.param)


def responder(h):
    signer = h.holder("ocsp-signer")
    return Responder(h.city.certificate, signer.certificate, signer.key)


def answered(h, issued_here, nonce=NONCE, question=None):
    """The answer about the organ's certificate when `issued_here` is what the register says."""
    asked = question or make_question(h.holder().certificate, h.city.certificate, nonce)
    return responder(h).answer(asked, lambda serials: issued_here, this_update=NOW, next_update=NOW + DAY)


def verified(h, answer, **options):
    options = {"moment": NOW, "nonce": NONCE} | options
    return verify_answer(answer, h.holder().certificate, h.city.certificate, **options)


def test_good_revoked_and_unknown(h):
    serial = h.holder().certificate.serial
    revoked = Revoked(serial, NOW - DAY, Reason.KEY_COMPROMISE)
    plain = Revoked(serial, NOW - DAY)
    for register, status in [
        ({serial: None}, Known.GOOD),
        ({serial: revoked}, revoked),
        ({serial: plain}, plain),
        ({}, Known.UNKNOWN),
    ]:
        single = verified(h, answered(h, register))
        assert (single.status, single.this_update, single.next_update) == (status, NOW, NOW + DAY)


def test_certificates_of_other_authorities_are_unknown_even_under_a_serial_we_issued(h):
    serial = h.holder().certificate.serial
    foreign = make_question(h.holder().certificate, h.root.certificate)
    answer = answered(h, {serial: None}, question=foreign)
    assert [single.status for single in read_answer(answer).singles] == [Known.UNKNOWN]


def test_the_register_is_asked_once_for_all_certificates_and_not_for_foreign_ones(h):
    mine, yours = h.holder().certificate, h.holder("device").certificate
    ids = [der.Fields.of(make_question(each, h.city.certificate), most=999).take() for each in (mine, yours)]
    requests = [der.Fields(each).take().body for each in ids]
    asked = []
    question = der.sequence(der.sequence(der.sequence(*requests)))
    answer = responder(h).answer(
        question,
        lambda serials: asked.append(list(serials)) or {mine.serial: None},
        this_update=NOW,
        next_update=NOW + DAY,
    )
    assert asked == [[mine.serial, yours.serial]]
    assert [single.status for single in read_answer(answer).singles] == [Known.GOOD, Known.UNKNOWN]


def test_the_nonce_comes_back_and_another_is_not_believed(h):
    serial = h.holder().certificate.serial
    with pytest.raises(NotTrusted, match="another question"):
        verified(h, answered(h, {serial: None}), nonce=b"another")
    without = answered(h, {serial: None}, nonce=None)
    assert read_answer(without).nonce is None
    assert verified(h, without, nonce=None).status is Known.GOOD


def test_questions_come_in_addresses_too(h):
    question = make_question(h.holder().certificate, h.city.certificate, NONCE)
    assert question_in_path(urllib.parse.quote(base64.b64encode(question), safe="")) == question
    assert question_in_path(base64.b64encode(question).decode()) == question
    for bad in ("%%%", "字", "QUJD*", "A" * 100_000):
        with pytest.raises(Malformed):
            question_in_path(bad)


def test_answers_are_believed_only_in_their_time_and_about_this_certificate(h):
    serial = h.holder().certificate.serial
    answer = answered(h, {serial: None})
    for moment in (NOW - DAY, NOW + 2 * DAY):
        with pytest.raises(NotTrusted, match="moment"):
            verified(h, answer, moment=moment)
    with pytest.raises(NotTrusted, match="other certificates"):
        verify_answer(answer, h.holder("device").certificate, h.city.certificate, moment=NOW)


def test_signers_without_the_purpose_or_of_another_authority_do_not_answer(h):
    organ = h.holder()
    with pytest.raises(IssueRefused):
        Responder(h.city.certificate, organ.certificate, organ.key)
    foreign = issued(h.root, "ocsp-signer")
    with pytest.raises(IssueRefused):
        Responder(h.city.certificate, foreign.certificate, foreign.key)
    forging = Responder(h.root.certificate, foreign.certificate, foreign.key)
    question = make_question(organ.certificate, h.city.certificate)
    answer = forging.answer(question, lambda serials: {}, this_update=NOW, next_update=NOW + DAY)
    with pytest.raises(NotTrusted, match="may not answer"):
        verified(h, answer, nonce=None)


def test_the_authority_itself_may_answer(h):
    itself = Responder(h.city.certificate, h.city.certificate, h.city.key)
    serial = h.holder().certificate.serial
    question = make_question(h.holder().certificate, h.city.certificate)
    answer = itself.answer(question, lambda serials: {serial: None}, this_update=NOW, next_update=NOW + DAY)
    assert verified(h, answer, nonce=None).status is Known.GOOD


def test_an_altered_answer_is_malformed_or_not_believed(h):
    serial = h.holder().certificate.serial
    whole = answered(h, {serial: None})
    signed = whole.index(h.holder("ocsp-signer").encoded)
    for at in range(0, signed, 3):
        with pytest.raises(CryptoFault):
            verified(h, whole[:at] + bytes((whole[at] ^ 0x15,)) + whole[at + 1 :])
    for size in range(0, len(whole), 11):
        with pytest.raises(Malformed):
            read_answer(whole[:size])


def hostile_questions():
    question = make_question(
        hierarchy(KeyKind.SM2).holder().certificate, hierarchy(KeyKind.SM2).city.certificate, NONCE
    )
    yield from (b"", b"\x30\x80", b"\x30" * 15_000, question[:-1], question + b"\0", b"\0" * 20_000)
    request = der.Fields(der.Fields.of(question, most=999).take()).take().body
    yield der.sequence(der.sequence(der.sequence()))
    yield der.sequence(der.sequence(der.sequence(*[request] * 65)))
    for told in (
        extension(oids.OCSP_NONCE, b""),
        extension(oids.OCSP_NONCE, der.octet_string(bytes(200))),
        extension("1.2.3", b"", critical=True),
    ):
        yield der.sequence(der.sequence(der.sequence(request), der.explicit(2, der.sequence(told))))


def test_hostile_questions_are_refused_without_asking_the_register(h):
    for question in hostile_questions():
        with pytest.raises(Malformed):
            read_question(question)
        answer = responder(h).answer(question, None, this_update=NOW, next_update=NOW + DAY)
        assert answer == refusal(Refusal.MALFORMED)
    with pytest.raises(NotTrusted, match="did not answer"):
        read_answer(refusal(Refusal.TRY_LATER))


def test_digests_we_do_not_know_mean_nobody(h):
    asked = read_question(make_question(h.holder().certificate, h.city.certificate)).certificates[0]
    assert asked.is_of(h.city.certificate)
    assert not replace(asked, digest=oids.SHA512).is_of(h.city.certificate)
