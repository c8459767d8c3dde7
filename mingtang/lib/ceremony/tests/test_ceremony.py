from dataclasses import replace

import pytest

from mingtang.lib.ceremony import CeremonyRefused, Plan, Revocation, acts, certify, hold, make_lists, verify
from mingtang.lib.ceremony.tests.conftest import CUSTODIANS, NOW, request, session
from mingtang.lib.crypto.certificates import PROFILES, Name, read_certificate
from mingtang.lib.crypto.engine import Check, SelfTest
from mingtang.lib.crypto.faults import NotTrusted, SharesRefused
from mingtang.lib.crypto.keys import KeyKind, from_pem
from mingtang.lib.crypto.revocation import Reason, read_crl
from mingtang.lib.crypto.shares import combine_shares
from mingtang.lib.crypto.validation import Evidence, validate_path


def authority(ceremony):
    return ceremony.certificate(ceremony.entries[-1].told["certificate"])


def test_a_ceremony_just_held_is_sound_and_says_test(held):
    ceremony, shares = held
    assert verify(ceremony) == ()
    assert len(shares) == len(CUSTODIANS)
    for root in ceremony.roots.values():
        assert root.subject.texts["unit"] == "测试 TEST"
    real, _ = hold(Plan("和源市政务根证书", CUSTODIANS, production=True), session())
    assert "unit" not in real.roots["sm2"].subject.texts


@pytest.mark.parametrize(("kind", "root"), [(KeyKind.SM2, "sm2"), (KeyKind.ECDSA_P256, "ecdsa")])
def test_an_authority_is_certified_by_the_root_of_its_kind(held, kind, root):
    ceremony, shares = held
    after = certify(ceremony, shares[1:4], request(kind), session(-2))
    made = authority(after)
    assert verify(after) == ()
    assert made.is_issued_by(after.roots[root])
    assert made.path_length == 0
    assert made.list_addresses == (f"http://ca.heyuan.example/root-{root}.crl",)
    lists = [read_crl(after.files[f"lists/root-{root}-0001.crl"])]
    assert validate_path(made, Evidence([after.roots[root]], lists=lists), NOW)[-1] == made
    assert {name: after.files[name] for name in ceremony.files} == ceremony.files


def test_the_name_may_be_another_than_the_request_wishes(held):
    ceremony, shares = held
    name = Name.of(country="CN", common_name="和源市第二认证中心")
    after = certify(ceremony, shares[:3], request(KeyKind.SM2), session(-2), subject=name, years=10)
    assert authority(after).subject.encoded == name.encoded


def test_two_shares_of_three_open_nothing(held):
    ceremony, shares = held
    with pytest.raises(SharesRefused, match="2 shares of the 3"):
        certify(ceremony, (*shares[:2], shares[1]), request(KeyKind.SM2), session())


def test_who_brings_a_false_share_is_named(held):
    ceremony, shares = held
    false = replace(shares[1], data=bytes(32))
    with pytest.raises(SharesRefused, match="乙") as refused:
        certify(ceremony, (shares[0], false, shares[2]), request(KeyKind.SM2), session())
    assert refused.value.custodians == (2,)


def test_a_request_without_proof_or_of_another_kind_of_key_is_refused(held):
    ceremony, shares = held
    altered = bytearray(request(KeyKind.SM2))
    altered[-1] ^= 1
    with pytest.raises(NotTrusted):
        certify(ceremony, shares, bytes(altered), session())
    with pytest.raises(CeremonyRefused, match="no root for keys of kind rsa"):
        certify(ceremony, shares, request(KeyKind.RSA), session())


def test_lists_are_fresh_without_and_with_a_revocation(held):
    ceremony, shares = held
    after = certify(ceremony, shares[:3], request(KeyKind.SM2), session(-2))
    serial = authority(after).serial
    fresh = make_lists(after, shares[2:], session(-1), days=30)
    assert read_crl(fresh.files["lists/root-sm2-0003.crl"]).revoked == {}
    gone = make_lists(fresh, shares[:3], session(), revoke=[Revocation(serial, Reason.AUTHORITY_COMPROMISE)])
    assert verify(gone) == ()
    last = read_crl(gone.files["lists/root-sm2-0004.crl"])
    assert (last.number, last.revoked[serial].reason) == (4, Reason.AUTHORITY_COMPROMISE)
    assert read_crl(gone.files["lists/root-ecdsa-0004.crl"]).revoked == {}
    with pytest.raises(NotTrusted, match="revoked"):
        validate_path(authority(after), Evidence([gone.roots["sm2"]], lists=[last]), NOW)
    with pytest.raises(CeremonyRefused, match="revoked already"):
        make_lists(gone, shares[:3], session(), revoke=[Revocation(serial, Reason.SUPERSEDED)])


@pytest.mark.parametrize(
    ("serial", "reason", "days", "why"),
    [
        (5, Reason.SUPERSEDED, 30, "no certificate with the serial number 5"),
        (None, Reason.HOLD, 30, "for the reason hold"),
        (None, Reason.SUPERSEDED, 400, "1 to 366 days"),
    ],
)
def test_revocations_that_make_no_sense_are_refused(held, serial, reason, days, why):
    ceremony, shares = held
    after = certify(ceremony, shares[:3], request(KeyKind.SM2), session(-2))
    revocation = Revocation(serial or authority(after).serial, reason)
    with pytest.raises(CeremonyRefused, match=why):
        make_lists(after, shares, session(), revoke=[revocation], days=days)


@pytest.mark.parametrize(
    ("plan", "changed", "why"),
    [
        ({"custodians": ("甲", "乙", "甲")}, {}, "named twice"),
        ({"custodians": ("甲", "乙", "李审计")}, {}, "keeps a share"),
        ({}, {"master": "李审计"}, "neither leads"),
        ({}, {"place": " "}, "are named"),
        ({"needed": 6}, {}, "no more than there are"),
        ({"needed": 1}, {}, "at least two"),
        ({"publication": "ldap://ca"}, {}, "http"),
        ({"name": ""}, {}, "has a name"),
    ],
)
def test_a_ceremony_with_the_wrong_people_or_numbers_is_not_held(plan, changed, why):
    given = {"name": "根", "custodians": CUSTODIANS} | plan
    with pytest.raises(CeremonyRefused, match=why):
        hold(Plan(**given), session(**changed))


def test_an_engine_that_computes_wrongly_or_in_plain_python_holds_nothing(monkeypatch):
    for tested in (SelfTest("any", "1", True, (Check("SM3", False),)), SelfTest("pure", "1", False, ())):
        monkeypatch.setattr(acts, "self_test", lambda tested=tested: tested)
        with pytest.raises(CeremonyRefused, match=f"the engine {tested.engine} 1 is refused"):
            hold(Plan("根", CUSTODIANS), session())


def test_a_clock_behind_the_last_entry_is_refused(held):
    ceremony, shares = held
    with pytest.raises(CeremonyRefused, match="begins before the one before it ended"):
        make_lists(ceremony, shares, session(-4))


def test_neither_secret_nor_shares_nor_keys_are_in_any_file(held):
    ceremony, shares = held
    after = certify(ceremony, shares[:3], request(KeyKind.SM2), session(-2))
    secret = combine_shares(shares[:3], ceremony.split)
    hidden = [secret, secret.hex().encode(), secret.hex().upper().encode()]
    for share in shares:
        letters = share.to_text().split("-")[3:-1]
        hidden += [share.data, share.data.hex().encode(), share.to_text().encode(), "-".join(letters[:3]).encode()]
    for name, content in after.files.items():
        assert not [each for each in hidden if each in content], name
        assert b"BEGIN PRIVATE KEY" not in content
        assert b"BEGIN EC PRIVATE KEY" not in content
    for root in after.roots:
        from_pem("ENCRYPTED PRIVATE KEY", after.text(f"root-{root}.key"))


def test_the_profile_of_what_is_certified_is_that_of_authorities(held):
    ceremony, shares = held
    after = certify(ceremony, shares[:3], request(KeyKind.ECDSA_P256), session(-2))
    made = read_certificate(from_pem("CERTIFICATE", after.text("certificates/0002.pem")))
    assert made.uses == PROFILES["authority"].uses
