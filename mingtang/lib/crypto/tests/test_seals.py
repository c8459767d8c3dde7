"""Electronic seals: made, read in all versions, verified step by step; openssl and the samples of others judge them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.faults import IssueRefused, KeyRefused, Malformed
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Reason, Revoked
from mingtang.lib.crypto.seals import Picture, SealState, read_seal, read_seal_signature, verify_seal_signature
from mingtang.lib.crypto.seals.sentences import SENTENCES
from mingtang.lib.crypto.tests import openssl, sealing
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, hierarchy, issued
from mingtang.lib.crypto.tests.sealing import DATA, PLACE, city, evidence, signed, stamp
from mingtang.lib.digests import sm3
from mingtang.lib.verdicts import Outcome

SAMPLES = Path(__file__).resolve().parents[4] / "tests" / "vendor" / "ofdrw"
MINUTE = timedelta(minutes=1)
STEPS = ["structure", "content", "signature", "listed", "seal", "maker", "term", "signer"]


def judged(encoded, data=DATA, by=None, now=NOW + 5 * MINUTE, **options):
    return verify_seal_signature(encoded, data, evidence=by or evidence(), now=now, **options)


def failing(verdict) -> set[str]:
    return {step.code for step in verdict.steps if step.passed is False}


def untold(verdict) -> set[str]:
    return {step.code for step in verdict.steps if step.passed is None and step.weighs}


@given(
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    number=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=32),
    data=st.binary(max_size=300),
    sides=st.tuples(st.integers(1, 1000), st.integers(1, 1000)),
    days=st.integers(1, 300),
)
@settings(max_examples=30, deadline=None)
def test_a_seal_is_read_as_it_was_made(name, number, data, sides, days):
    picture = Picture("PNG", data, *sides)
    made = read_seal(sealing.seal(name=name, number=number, picture=picture, end=NOW + days * DAY))
    assert (made.name, made.number, made.picture, made.version) == (name, number, picture, 4)
    assert (made.created_at, made.begin, made.end) == (NOW, NOW - DAY, NOW + days * DAY)
    assert made.made.is_genuine
    assert made.may_be_used_by(city().holder("seal-signer").certificate)
    assert not made.may_be_used_by(made.maker)


def test_a_signature_is_read_as_it_was_made():
    read = read_seal_signature(signed(stamp=stamp))
    assert (read.said_at, read.place, read.digest, read.seal.encoded) == (NOW, PLACE, sm3(DATA), sealing.usual_seal())
    assert read.signer == city().holder("seal-signer").certificate
    assert read.timestamp is not None
    assert read_seal_signature(signed(stamp=lambda value: None)).timestamp is None


def test_openssl_finds_the_information_of_the_seal_and_what_was_signed_with_it_genuine(tmp_path):
    read = read_seal_signature(signed())
    for part in (read.signed, read.seal.made):
        (tmp_path / "key").write_bytes(part.certificate.spki)
        assert openssl.verifies(tmp_path / "key", part.signature, part.content)
        assert not openssl.verifies(tmp_path / "key", part.signature, part.content + b"\0")


@pytest.mark.parametrize(("file", "version"), [("V1", 1), ("V4", 4), ("V5", 5), ("V5_ts", 5)])
def test_seals_of_others_are_read_and_genuine_in_all_versions(file, version):
    read = read_seal((SAMPLES / f"User{file}.esl").read_bytes())
    assert (read.version, read.vendor[:8]) == (version, "OFDR&WTe")
    assert read.made.is_genuine
    assert read.picture.data.startswith(b"\x89PNG")
    assert (read.timestamp is not None) == (file == "V5_ts")


@pytest.mark.parametrize("version", [4, 5])
def test_signatures_of_others_are_genuine_but_their_roots_are_not_ours(version):
    encoded = (SAMPLES / f"SignedValueV{version}.dat").read_bytes()
    verdict = judged(encoded, b"something else")
    assert failing(verdict) >= {"content", "maker", "signer"}
    assert not failing(verdict) & {"structure", "signature", "listed", "seal"}


def test_what_was_sealed_and_stamped_is_valid_and_every_step_says_so():
    verdict = judged(signed(stamp=stamp), state_of_seal=lambda seal, moment: SealState.GOOD)
    assert verdict.outcome is Outcome.VALID
    assert [step.code for step in verdict.steps] == [*STEPS, "timestamp", "time", "register"]
    assert all(step.passed and step.says for step in verdict.steps)
    assert (verdict.signed_at, verdict.time_is_proven) == (NOW + MINUTE, True)
    assert (verdict.name, verdict.path[0]) == ("河源市人民政府", city().root.certificate)
    plain = judged(signed())
    assert (plain.outcome, plain.signed_at, plain.time_is_proven) == (Outcome.VALID, NOW, False)


def test_certificates_are_judged_when_it_was_signed_if_a_timestamp_proves_that():
    gone = Revoked(city().holder("seal-signer").certificate.serial, NOW + 2 * MINUTE, Reason.SUPERSEDED)
    assert judged(signed(stamp=stamp), by=evidence(gone)).outcome is Outcome.VALID_THEN
    assert judged(signed(stamp=stamp), now=NOW + 900 * DAY).outcome is Outcome.VALID_THEN
    unproven = judged(signed(), by=evidence(gone))
    assert (unproven.outcome, untold(unproven)) == (Outcome.UNKNOWN, {"time"})
    before = gone._replace(moment=NOW - MINUTE)
    assert failing(judged(signed(stamp=stamp), by=evidence(before))) == {"signer"}


def test_what_cannot_be_told_is_unknown_and_not_invalid():
    verdict = judged(signed(stamp=stamp), by=evidence(known=False))
    assert (verdict.outcome, untold(verdict)) == (Outcome.UNKNOWN, {"maker", "signer", "timestamp", "time"})
    assert not verdict.time_is_proven
    verdict = judged(signed(stamp=stamp), state_of_seal=lambda seal, moment: SealState.UNKNOWN)
    assert (verdict.outcome, untold(verdict)) == (Outcome.UNKNOWN, {"register"})


@pytest.mark.parametrize("state", [SealState.SUSPENDED, SealState.CANCELLED])
def test_the_register_is_asked_about_the_moment_of_signing(state):
    asked = []
    verdict = judged(signed(), state_of_seal=lambda seal, moment: asked.append((seal.number, moment)) or state)
    assert failing(verdict) == {"register"}
    assert asked == [("44160000000001", NOW)]


def rewritten(encoded: bytes, *, content=None, certificate=None, value=None, timestamp=b"") -> bytes:
    """The signature with some of its values exchanged, and nothing signed again."""
    given = der.sequence_of(encoded)
    changed = [content, certificate and der.octet_string(certificate), None, value and der.bit_string(value)]
    return der.sequence(*(new or old.whole for new, old in zip(changed, given, strict=False)), timestamp)


def test_each_step_fails_on_its_own():
    other = issued(city().city, "seal-signer")
    stranger = hierarchy(KeyKind.ECDSA_P256).root.certificate
    good = signed()
    assert failing(judged(good, DATA + b".")) == {"content"}
    assert failing(judged(rewritten(good, certificate=other.encoded))) == {"signature", "listed"}
    assert failing(judged(rewritten(good, value=bytes(70)))) == {"signature"}
    assert failing(judged(good, now=NOW - MINUTE)) == {"time"}
    assert failing(judged(good, by=replace(evidence(), roots=[stranger]))) == {"maker", "signer"}
    from_tomorrow = signed(stamp=stamp)
    assert failing(judged(from_tomorrow, now=NOW)) == {"time"}
    elsewhere = signed(stamp=lambda value: stamp(value + b"."))
    assert failing(judged(elsewhere)) == {"timestamp"}
    assert failing(judged(rewritten(good, timestamp=der.explicit(0, der.bit_string(b"\x30\x00"))))) == {"timestamp"}
    early = judged(signed(seal=sealing.seal(end=NOW), stamp=stamp))
    assert (failing(early), early.signed_at) == ({"term"}, NOW + MINUTE)


def by_hand(seal: bytes, *, early=False, signer=None) -> bytes:
    """A signature with a seal that `sign_with_seal` would refuse, or in the early form."""
    signer = signer or city().holder("seal-signer")
    who = [der.octet_string(signer.encoded), der.oid(oids.SM2_WITH_SM3)]
    version, time = (2, der.bit_string(der.utctime(NOW))) if early else (4, der.gentime(NOW))
    about = [der.integer(version), seal, time, der.bit_string(sm3(DATA)), der.ia5(PLACE)]
    content = der.sequence(*about, *(who if early else []))
    return der.sequence(content, *([] if early else who), der.bit_string(signer.key.sign(content)))


def seal_by_hand(*, early=False, digests=False, header=4, extensions=b"", maker=None) -> bytes:
    """In the early form, with digests of signers, with extensions."""
    maker, signer = maker or city().holder("seal-maker"), city().holder("seal-signer")
    listed = der.octet_string(signer.encoded)
    if digests:
        listed = der.sequence(der.printable("SM3"), der.octet_string(sm3(signer.encoded)))
    form = b"" if early else der.integer(2 if digests else 1)
    times = [(der.utctime if early else der.gentime)(moment) for moment in (NOW, NOW - DAY, NOW + DAY)]
    information = der.sequence(
        der.sequence(der.ia5("ES"), der.integer(header), der.ia5("ANOTHER")),
        der.ia5("1"),
        der.sequence(der.integer(1), der.utf8("章"), form, der.sequence(listed), *times),
        der.sequence(der.ia5("PNG"), der.octet_string(b"."), der.integer(40), der.integer(40)),
        extensions,
    )
    who = [der.octet_string(maker.encoded), der.oid(oids.SM2_WITH_SM3)]
    if early:
        return der.sequence(
            information, der.sequence(*who, der.bit_string(maker.key.sign(der.sequence(information, *who))))
        )
    return der.sequence(information, *who, der.bit_string(maker.key.sign(information)))


EXTENSION = der.sequence(der.sequence(der.oid("1.2.3"), der.boolean(False), der.octet_string(b"")))


@pytest.mark.parametrize(
    ("seal", "early"),
    [
        ({"early": True, "header": 2}, True),
        ({"early": True, "header": 1, "extensions": EXTENSION}, True),
        ({"digests": True}, False),
        ({"header": 5, "extensions": der.explicit(0, EXTENSION)}, False),
        ({"extensions": EXTENSION}, False),
    ],
    ids=str,
)
def test_other_forms_of_the_standard_verify_as_well(seal, early):
    verdict = judged(by_hand(seal_by_hand(**seal), early=early))
    assert (verdict.outcome, failing(verdict)) == (Outcome.VALID, set())


def test_a_seal_that_its_maker_did_not_sign_or_that_does_not_name_the_signer_is_told():
    renamed = sealing.seal(name="合同专用章").replace("合同专用章".encode(), "财务专用章".encode())
    assert failing(judged(by_hand(renamed))) == {"seal"}
    assert failing(judged(by_hand(sealing.usual_seal(), signer=issued(city().city, "seal-signer")))) == {"listed"}
    assert failing(judged(by_hand(seal_by_hand(maker=city().holder("organ-encryption"))))) == {"maker"}


def test_versions_that_do_not_fit_their_form_and_what_is_cut_short_is_malformed():
    for wrong in (
        seal_by_hand(header=3),
        seal_by_hand(header=2),
        seal_by_hand(early=True, header=4),
        sealing.usual_seal() + b"\0",
        b"",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x80",
        bytes(2 << 20),
    ):
        with pytest.raises(Malformed):
            read_seal(wrong)
    whole = signed()
    for size in range(0, len(whole), 29):
        assert failing(judged(whole[:size])) == {"structure"}


def test_no_altered_byte_leaves_a_signature_valid():
    whole, by = signed(), evidence()
    for at in range(0, len(whole), 73):
        altered = whole[:at] + bytes((whole[at] ^ 0x11,)) + whole[at + 1 :]
        assert judged(altered, by=by).outcome is not Outcome.VALID


def test_a_seal_is_refused_that_could_not_be_verified():
    maker, signer = city().holder("seal-maker"), city().holder("seal-signer")
    international = hierarchy(KeyKind.ECDSA_P256).holder("seal-maker")
    for wrong, fault in [
        ({"key": signer.key}, KeyRefused),
        ({"key": international.key, "maker": international.certificate}, KeyRefused),
        ({"end": maker.certificate.not_after + DAY}, IssueRefused),
        ({"begin": NOW + 300 * DAY}, IssueRefused),
        ({"signers": []}, IssueRefused),
        ({"number": "河"}, IssueRefused),
    ]:
        with pytest.raises(fault):
            sealing.seal(**wrong)
    for wrong, fault in [
        ({"key": maker.key}, KeyRefused),
        ({"key": maker.key, "certificate": maker.certificate}, IssueRefused),
        ({"moment": NOW - 2 * DAY}, IssueRefused),
    ]:
        with pytest.raises(fault):
            signed(**wrong)


def test_every_answer_has_a_sentence():
    assert all(
        sentence and not sentence.endswith("。") for answers in SENTENCES.values() for sentence in answers.values()
    )
