"""Seals on documents: one after another, and every change is found and named."""

from datetime import timedelta
from pathlib import Path

import pytest

from mingtang.lib.crypto.faults import IssueRefused
from mingtang.lib.crypto.seals import SealState, read_seal_signature
from mingtang.lib.crypto.tests import openssl, sealing
from mingtang.lib.crypto.tests.hierarchy import NOW
from mingtang.lib.ofd import CannotSeal, read_package, verify_ofd
from mingtang.lib.ofd.package import packed
from mingtang.lib.ofd.tests.conftest import sealed_again
from mingtang.lib.verdicts import Outcome

FIRST, SECOND, LIST = "Doc_0/Signs/Sign_0", "Doc_0/Signs/Sign_1", "Doc_0/Signs/Signatures.xml"
PAGE = "Doc_0/Pages/Page_1/Content.xml"
SAMPLES = Path(__file__).resolve().parents[4] / "tests" / "vendor" / "ofdrw"


def verified(ofd, **options):
    return verify_ofd(ofd, sealing.evidence(), now=NOW + timedelta(minutes=5), **options)


def outcomes(ofd):
    return [verdict.outcome for verdict in verified(ofd)]


def changed(ofd: bytes, **parts) -> bytes:
    """With other parts; None takes one away. Names are given as they are."""
    kept = read_package(ofd) | parts
    return packed({name: content for name, content in kept.items() if content is not None})


def steps(verdict):
    return {step.code: step for step in verdict.steps}


def test_a_sealed_document_is_valid_as_of_its_timestamp(sealed):
    (verdict,) = verified(sealed, state_of_seal=lambda seal, moment: SealState.GOOD)
    assert (verdict.outcome, verdict.name, verdict.time_is_proven) == (Outcome.VALID, "河源市人民政府", True)
    assert verdict.signed_at == NOW + timedelta(minutes=1)
    assert [step.code for step in verdict.steps][-3:] == ["register", "parts", "coverage"]


def test_an_unsealed_document_has_no_verdict(document):
    assert verified(document) == ()


def test_seals_follow_one_another_and_each_stays_valid(sealed, seal):
    twice = sealed_again(sealed, seal, places=[(1, 20, 20), (2, 105, 150)])
    thrice = sealed_again(twice, seal, places=[])
    assert outcomes(thrice) == [Outcome.VALID] * 3
    before, after = read_package(sealed), read_package(thrice)
    assert {name for name, content in before.items() if after[name] != content} == {LIST}
    altered = changed(thrice, **{f"{FIRST}/SignedValue.dat": read_package(thrice)[f"{FIRST}/SignedValue.dat"][:-1]})
    first, second, third = verified(altered)
    assert [each.outcome for each in (first, second, third)] == [Outcome.INVALID] * 3
    assert "Sign_0/SignedValue.dat" in steps(second)["parts"].says


def test_one_altered_character_is_found_and_its_part_named(sealed):
    page = read_package(sealed)[PAGE].decode()
    assert "办结" in page
    (verdict,) = verified(changed(sealed, **{PAGE: page.replace("办结", "办理", 1).encode()}))
    found = steps(verdict)
    assert verdict.outcome is Outcome.INVALID
    assert (found["parts"].passed, found["parts"].detail) == (False, PAGE)
    assert [code for code, step in found.items() if step.passed is False] == ["parts"]


def test_a_seal_on_another_document_of_the_package_is_none_on_the_first(sealed):
    entrance = read_package(sealed)["OFD.xml"].decode()
    first = entrance.replace(
        "<ofd:DocBody>", "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody>"
    )
    assert first != entrance
    assert verified(changed(sealed, **{"OFD.xml": first.encode()})) == ()


def test_parts_taken_away_added_or_exchanged_are_named(sealed):
    (gone,) = verified(changed(sealed, **{PAGE: None}))
    assert PAGE in steps(gone)["parts"].says
    (more,) = verified(changed(sealed, **{"Doc_0/Annots/Page_0.xml": b"<x/>"}))
    assert (more.outcome, steps(more)["coverage"].detail) == (Outcome.UNKNOWN, "Doc_0/Annots/Page_0.xml")
    (other,) = verified(changed(sealed, **{f"{FIRST}/Seal.esl": sealing.usual_seal()}))
    assert f"{FIRST}/Seal.esl" in steps(other)["parts"].detail


def test_a_description_that_is_altered_malformed_or_missing_is_invalid(sealed):
    description = read_package(sealed)[f"{FIRST}/Signature.xml"]
    moved = description.replace(b'Boundary="105', b'Boundary="205')
    assert moved != description
    (verdict,) = verified(changed(sealed, **{f"{FIRST}/Signature.xml": moved}))
    assert [code for code, step in steps(verdict).items() if step.passed is False] == ["content"]
    for wrong in (b"<", None, description.replace(b"References", b"Referees")):
        (verdict,) = verified(changed(sealed, **{f"{FIRST}/Signature.xml": wrong}))
        assert (verdict.outcome, [step.code for step in verdict.steps]) == (Outcome.INVALID, ["structure"])
    weak = description.replace(b'CheckMethod="1.2.156.10197.1.401"', b'CheckMethod="MD5"')
    (verdict,) = verified(changed(sealed, **{f"{FIRST}/Signature.xml": weak}))
    assert steps(verdict)["parts"].detail == "MD5"


def test_openssl_finds_the_signature_over_the_description_genuine(sealed, tmp_path):
    read = read_seal_signature(read_package(sealed)[f"{FIRST}/SignedValue.dat"])
    (tmp_path / "key").write_bytes(read.signer.spki)
    assert openssl.verifies(tmp_path / "key", read.signed.signature, read.signed.content)
    (tmp_path / "description").write_bytes(read_package(sealed)[f"{FIRST}/Signature.xml"])
    told = openssl.run("dgst", "-sm3", "-binary", str(tmp_path / "description"))
    assert told == read.digest


def test_the_sealed_document_of_others_is_whole_but_its_roots_are_not_ours():
    ofd = (SAMPLES / "SESV4SignDoc.ofd").read_bytes()
    (verdict,) = verified(ofd)
    wrong = {code for code, step in steps(verdict).items() if step.passed is False}
    assert wrong == {"maker", "signer", "term"}
    assert steps(verdict)["parts"].passed
    page = read_package(ofd)["Doc_0/Pages/Page_0/Content.xml"]
    (verdict,) = verified(changed(ofd, **{"Doc_0/Pages/Page_0/Content.xml": page + b" "}))
    assert steps(verdict)["parts"].passed is False


def test_seals_are_put_only_where_there_is_a_page_and_where_another_may_follow(sealed, seal):
    for page in (0, 3):
        with pytest.raises(CannotSeal):
            sealed_again(sealed, seal, places=[(page, 1, 1)])
    description = read_package(sealed)[f"{FIRST}/Signature.xml"]
    closing = b'<ofd:Reference FileRef="/' + LIST.encode() + b'"><ofd:CheckValue/></ofd:Reference></ofd:References>'
    closed = changed(sealed, **{f"{FIRST}/Signature.xml": description.replace(b"</ofd:References>", closing)})
    with pytest.raises(CannotSeal, match="no further"):
        sealed_again(closed, seal, places=[])
    with pytest.raises(IssueRefused):
        sealed_again(sealed, sealing.seal(end=NOW - timedelta(hours=1)), places=[])
