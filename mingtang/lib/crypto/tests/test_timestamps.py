"""Timestamps: asked for, made, verified in their order."""

from datetime import timedelta

import pytest

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.cms import Family, sign_cms
from mingtang.lib.crypto.faults import CryptoFault, IssueRefused, Malformed, NotTrusted
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.tests.hierarchy import NOW, hierarchy
from mingtang.lib.crypto.timestamps import (
    Failure,
    Imprint,
    Stamper,
    make_timestamp_request,
    read_timestamp,
    read_timestamp_request,
    rejection,
    token_of,
    verify_timestamp,
)

DATA, POLICY = "证据链头".encode(), "1.2.156.10260.9.8"


@pytest.fixture(params=list(KeyKind), ids=str)
def h(request):
    return hierarchy(request.param)


def stamper(h, **options):
    holder = h.holder("timestamper")
    return Stamper(holder.certificate, holder.key, POLICY, (h.city.certificate,), **options)


def stamped(h, data=DATA, digest=oids.SM3, nonce=99, **options):
    asked = make_timestamp_request(Imprint.of(data, digest), nonce=nonce)
    return token_of(stamper(h, **options).answer(asked, serial=17, moment=NOW))


def believe(certificate, shown, moment):
    """A judge that asks nothing."""


@pytest.mark.parametrize("digest", [oids.SM3, oids.SHA256])
@pytest.mark.parametrize("family", [None, Family.INTERNATIONAL])
def test_a_timestamp_tells_what_when_and_under_which_policy(h, digest, family):
    told, authority = verify_timestamp(stamped(h, digest=digest, family=family), DATA, judge=believe, nonce=99)
    assert (told.moment, told.serial, told.policy, told.nonce) == (NOW, 17, POLICY, 99)
    assert told.imprint == Imprint.of(DATA, digest)
    assert told.accuracy == timedelta(seconds=1)
    assert authority == h.holder("timestamper").certificate


def test_the_authority_is_judged_at_the_moment_stamped(h):
    judged = []
    verify_timestamp(stamped(h), DATA, judge=lambda *given: judged.append(given))
    ((certificate, shown, moment),) = judged
    assert (certificate, moment) == (h.holder("timestamper").certificate, NOW)
    assert h.city.certificate in shown


def test_what_is_wrong_is_found_in_order(h):
    def refuse(*given):
        raise NotTrusted("judged")

    token = stamped(h)
    altered = token[:-1] + bytes((token[-1] ^ 1,))
    wrong = {"judge": refuse, "policies": ["1.2.3"], "nonce": 98}
    with pytest.raises(NotTrusted, match="something else"):
        verify_timestamp(altered, DATA + b".", **wrong)
    with pytest.raises(NotTrusted, match="signature"):
        verify_timestamp(altered, DATA, **wrong)
    with pytest.raises(NotTrusted, match="judged"):
        verify_timestamp(token, DATA, **wrong)
    with pytest.raises(NotTrusted, match="policy"):
        verify_timestamp(token, DATA, **wrong | {"judge": believe})
    with pytest.raises(NotTrusted, match="another request"):
        verify_timestamp(token, DATA, judge=believe, nonce=98)


def test_requests_that_cannot_be_met_are_rejected_with_the_reason(h):
    good = Imprint.of(DATA)
    for asked, why in [
        (b"", Failure.BAD_REQUEST),
        (b"\0" * 5000, Failure.BAD_REQUEST),
        (b"\x30" * 4000, Failure.BAD_REQUEST),
        (make_timestamp_request(good, nonce=-5), Failure.BAD_REQUEST),
        (make_timestamp_request(good, nonce=1 << 600), Failure.BAD_REQUEST),
        (make_timestamp_request(Imprint(oids.SHA1, bytes(20))), Failure.BAD_ALGORITHM),
        (make_timestamp_request(Imprint(oids.SM3, bytes(31))), Failure.BAD_ALGORITHM),
        (make_timestamp_request(good, policy="1.2.3"), Failure.UNACCEPTED_POLICY),
    ]:
        answer = stamper(h).answer(asked, serial=1, moment=NOW)
        assert answer == rejection(why)
        with pytest.raises(NotTrusted, match="stamped nothing"):
            token_of(answer)


def test_requests_are_read_as_they_were_made():
    asked = read_timestamp_request(make_timestamp_request(Imprint.of(DATA), nonce=5, policy=POLICY))
    assert (asked.imprint, asked.nonce, asked.policy, asked.wants_certificate) == (Imprint.of(DATA), 5, POLICY, True)
    asked = read_timestamp_request(make_timestamp_request(Imprint.of(DATA), wants_certificate=False))
    assert (asked.nonce, asked.policy, asked.wants_certificate) == (None, None, False)


def test_only_certificates_for_timestamps_stamp(h):
    for profile in ("organ-signing", "ocsp-signer", "device"):
        holder = h.holder(profile)
        with pytest.raises(IssueRefused):
            Stamper(holder.certificate, holder.key, POLICY)


def test_a_token_of_another_signer_or_without_the_name_of_its_certificate_is_not_believed(h):
    inside = der.sequence(der.integer(1), der.oid(POLICY), Imprint.of(DATA).encoded(), der.integer(1), der.gentime(NOW))
    for profile, message in [("organ-signing", "timestamps only"), ("timestamper", "does not name")]:
        holder = h.holder(profile)
        token = sign_cms(holder.key, holder.certificate, inside, content_type=oids.TST_INFO)
        assert read_timestamp(token).moment == NOW
        with pytest.raises(NotTrusted, match=message):
            verify_timestamp(token, DATA, judge=believe)
    plain = sign_cms(holder.key, holder.certificate, inside)
    with pytest.raises(NotTrusted, match="not a timestamp"):
        read_timestamp(plain)


def test_cut_and_altered_tokens_are_refused():
    h = hierarchy(KeyKind.SM2)
    token = stamped(h)
    for size in range(0, len(token), 13):
        with pytest.raises(Malformed):
            read_timestamp(token[:size])
    begin = token.index(der.oid(oids.TST_INFO)) + 15
    for at in range(begin, begin + 120, 2):
        with pytest.raises(CryptoFault):
            verify_timestamp(token[:at] + bytes((token[at] ^ 0x15,)) + token[at + 1 :], DATA, judge=believe)
