"""What verdicts say of certificates and timestamps."""

from datetime import timedelta

import pytest

from mingtang.lib.crypto.certificates import Term
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Revoked, make_crl, read_crl
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, hierarchy, issued
from mingtang.lib.crypto.timestamps import Imprint, Stamper, make_timestamp_request, token_of
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.verdicts import SigningTime, judge_signer, judge_timestamp, outcome_of

HOUR = timedelta(hours=1)


@pytest.fixture
def h():
    return hierarchy(KeyKind.ECDSA_P256)


def evidence(h, *revoked, known=True):
    def listed(authority, entries=()):
        return read_crl(make_crl(authority, entries, number=1, this_update=NOW - DAY, next_update=NOW + 9 * DAY))

    lists = [listed(h.root), listed(h.city, revoked)] if known else []
    return Evidence([h.root.certificate], [h.city.certificate], lists)


def judged(certificate, given, *, claimed=NOW, proven=None, now=NOW):
    found = judge_signer(certificate, given, SigningTime(claimed, proven), now=now)
    return [step.passed for step in found.steps], outcome_of(found.steps, good_now=found.good_now)


def test_a_certificate_that_is_good_today_makes_a_signature_valid(h):
    assert judged(h.holder().certificate, evidence(h)) == ([True, True], "valid")


def test_without_word_of_revocation_it_cannot_be_told(h):
    assert judged(h.holder().certificate, evidence(h, known=False)) == ([True, None], "unknown")


def test_nobody_is_believed_who_was_certified_by_strangers(h):
    stranger = hierarchy(KeyKind.SM2).holder().certificate
    assert judged(stranger, evidence(h)) == ([False, None], "invalid")


@pytest.mark.parametrize(
    ("claimed", "proven", "outcome"),
    [
        (NOW - 3 * HOUR, NOW - 3 * HOUR, "valid_then"),
        (NOW - 3 * HOUR, NOW - HOUR, "invalid"),
        (NOW - 3 * HOUR, None, "unknown"),
        (NOW - HOUR, None, "invalid"),
    ],
)
def test_what_was_revoked_since_counts_by_the_time_that_is_proven(h, claimed, proven, outcome):
    certificate = h.holder().certificate
    given = evidence(h, Revoked(certificate.serial, NOW - 2 * HOUR))
    assert judged(certificate, given, claimed=claimed, proven=proven)[1] == outcome


@pytest.mark.parametrize(("proven", "outcome"), [(NOW, "valid_then"), (None, "unknown"), (NOW + 3 * DAY, "invalid")])
def test_what_has_expired_since_counts_by_the_time_that_is_proven(h, proven, outcome):
    certificate = issued(h.city, term=Term(NOW - DAY, NOW + DAY)).certificate
    assert judged(certificate, evidence(h), proven=proven, now=NOW + 5 * DAY)[1] == outcome


def test_a_timestamp_proves_a_moment_if_its_authority_is_known(h):
    holder = h.holder("timestamper")
    stamper = Stamper(holder.certificate, holder.key, "1.2.3")
    token = token_of(stamper.answer(make_timestamp_request(Imprint.of(b"m")), serial=1, moment=NOW))
    strangers = evidence(hierarchy(KeyKind.SM2))
    tried = [(token, b"m", evidence(h)), (token, b"n", evidence(h)), (token, b"m", strangers), (None, b"m", strangers)]
    found = [judge_timestamp(*each) for each in tried]
    assert [(step.passed, moment) for step, moment in found] == [(True, NOW), (False, None), (None, None), (None, None)]
    assert [step.weighs for step, _ in found] == [True, True, True, False]
