"""Paths that are good, and hostile ones."""

import asyncio
import time
from datetime import timedelta

import pytest
from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import AlternativeName, Authority, KeyUse, Term, new_serial
from mingtang.lib.crypto.certificates import extensions as written
from mingtang.lib.crypto.certificates.signed import signed
from mingtang.lib.crypto.faults import Malformed, NotTrusted
from mingtang.lib.crypto.keys import KeyKind, generate_key, key_identifier
from mingtang.lib.crypto.revocation import Reason, Responder, Revoked, make_crl, make_question, read_crl
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, SERVER, Holder, hierarchy, issued, new_key, subject
from mingtang.lib.crypto.timestamps import Imprint, Stamper, make_timestamp_request, token_of, verify_timestamp
from mingtang.lib.crypto.validation import Evidence, validate_path


@pytest.fixture(params=list(KeyKind), ids=str)
def h(request):
    return hierarchy(request.param)


@pytest.fixture
def fast():
    """For what does not depend on the kind of key."""
    return hierarchy(KeyKind.ECDSA_P256)


def listed(authority, *revoked, begin=NOW - DAY, end=NOW + DAY, **options):
    return read_crl(make_crl(authority, revoked, number=1, this_update=begin, next_update=end, **options))


def evidence(h, *revoked, others=(), **options):
    lists = [listed(h.root), listed(h.city, *revoked)]
    return Evidence([h.root.certificate], [h.city.certificate, *others], **{"lists": lists} | options)


def judged(certificate, given, moment=NOW, **options):
    return validate_path(certificate, given, moment, **options)


def test_a_good_path_is_told_from_the_root_down(h):
    certificate = h.holder().certificate
    path = judged(certificate, evidence(h), uses=[KeyUse.NON_REPUDIATION], purposes=[oids.CLIENT_AUTH])
    assert path == (h.root.certificate, h.city.certificate, certificate)


def test_what_was_revoked_before_the_moment_is_refused_and_later_is_not(h):
    gone = Revoked(h.holder().certificate.serial, NOW - timedelta(hours=5), Reason.KEY_COMPROMISE)
    with pytest.raises(NotTrusted, match="revoked"):
        judged(h.holder().certificate, evidence(h, gone))
    assert judged(h.holder().certificate, evidence(h, gone), NOW - timedelta(hours=6))


def test_the_authority_may_have_been_revoked_too(fast):
    gone = Revoked(fast.city.certificate.serial, NOW - DAY, Reason.AUTHORITY_COMPROMISE)
    given = evidence(fast, lists=[listed(fast.root, gone), listed(fast.city)])
    with pytest.raises(NotTrusted, match="revoked"):
        judged(fast.holder().certificate, given)


def test_an_answer_of_a_responder_is_evidence_as_good_as_a_list(h):
    certificate, signer = h.holder().certificate, h.holder("ocsp-signer")
    question = make_question(certificate, h.city.certificate)
    responder = Responder(h.city.certificate, signer.certificate, signer.key)
    for revoked in (None, Revoked(certificate.serial, NOW - DAY, Reason.SUPERSEDED)):
        told = responder.answer(
            question, lambda _, revoked=revoked: {certificate.serial: revoked}, this_update=NOW, next_update=NOW + DAY
        )
        given = evidence(h, lists=[listed(h.root)], answers=[told])
        if revoked is None:
            assert judged(certificate, given)
        else:
            with pytest.raises(NotTrusted, match="revoked"):
                judged(certificate, given)


def test_without_evidence_nothing_is_good_unless_that_is_allowed(fast):
    certificate = fast.holder().certificate
    old = listed(fast.city, begin=NOW - 5 * DAY, end=NOW - 4 * DAY)
    for lists in ([], [listed(fast.root)], [listed(fast.root), old]):
        with pytest.raises(NotTrusted):
            judged(certificate, evidence(fast, lists=lists))
    assert judged(certificate, evidence(fast, lists=[]), revocation_required=False)


def test_a_list_signed_by_another_is_no_evidence(h):
    forger = Authority(h.city.certificate, h.city.key)
    genuine = make_crl(forger, [], number=1, this_update=NOW, next_update=NOW + DAY)
    forged = read_crl(genuine[:-1] + bytes((genuine[-1] ^ 1,)))
    with pytest.raises(NotTrusted):
        judged(h.holder().certificate, evidence(h, lists=[listed(h.root), forged]))


def test_lists_made_after_the_certificate_expired_prove_nothing_of_it(fast):
    holder = issued(fast.city, term=Term(NOW - DAY, NOW + DAY))
    late = {"begin": NOW + 2 * DAY, "end": NOW + 3 * DAY}
    given = evidence(fast, lists=[listed(fast.root, **late), listed(fast.city, **late)])
    with pytest.raises(NotTrusted):
        judged(holder.certificate, given)


def test_a_hold_counts_until_something_newer_knows_that_it_ended(fast):
    serial, hour = fast.holder().certificate.serial, timedelta(hours=1)
    held = Revoked(serial, NOW - 9 * hour, Reason.HOLD)
    during = listed(fast.city, held, begin=NOW - 9 * hour)
    back = Revoked(serial, NOW - 2 * hour, Reason.REMOVE_FROM_LIST)
    ended = read_crl(make_crl(fast.city, [back], number=2, base=1, this_update=NOW - 2 * hour, next_update=NOW + DAY))
    given = evidence(fast, lists=[listed(fast.root), during, ended])
    certificate = fast.holder().certificate
    assert judged(certificate, given)
    assert judged(certificate, given, NOW - 10 * hour)
    for moment in (NOW - 9 * hour, NOW - 3 * hour):
        with pytest.raises(NotTrusted, match="hold"):
            judged(certificate, given, moment)
    with pytest.raises(NotTrusted, match="hold"):
        judged(certificate, evidence(fast, lists=[listed(fast.root), during]))


def test_the_validator_itself_judges_lists_as_we_do(fast):
    """An oracle: it cannot be used for all, as it knows no SM2 responders and wants deltas wherever one is named."""
    plain = Authority(fast.city.certificate, fast.city.key)
    leaf = issued(plain).certificate
    for moment in (NOW - 2 * timedelta(hours=1), NOW):
        for revoked in ([], [Revoked(leaf.serial, NOW - timedelta(hours=1), Reason.SUPERSEDED)]):
            lists = [listed(plain, *revoked), listed(fast.root)]
            assert theirs(leaf, fast, lists, moment) == ours(leaf, evidence(fast, lists=lists), moment)


def ours(leaf, given, moment) -> bool:
    try:
        return bool(judged(leaf, given, moment))
    except NotTrusted:
        return False


def theirs(leaf, fast, lists, moment) -> bool:
    root, city, end = (
        x509.Certificate.load(each.encoded) for each in (fast.root.certificate, fast.city.certificate, leaf)
    )
    context = ValidationContext(
        trust_roots=[root],
        other_certs=[city],
        crls=[each.encoded for each in lists],
        moment=moment,
        revocation_mode="require",
        retroactive_revinfo=True,
    )
    try:
        return bool(asyncio.run(CertificateValidator(end, validation_context=context).async_validate_path()))
    except ValidationError:
        return False


@pytest.mark.parametrize("moment", [NOW - 2 * DAY, NOW + 366 * DAY])
def test_outside_of_its_term_a_certificate_is_refused(h, moment):
    with pytest.raises(NotTrusted, match=r"valid until|expired|not valid"):
        judged(h.holder().certificate, evidence(h), moment, revocation_required=False)


def test_other_uses_and_purposes_are_refused(fast):
    for options in ({"uses": [KeyUse.KEY_AGREEMENT]}, {"purposes": [oids.SERVER_AUTH]}):
        with pytest.raises(NotTrusted, match="not valid for the purpose"):
            judged(fast.holder().certificate, evidence(fast), **options)


def test_an_unknown_root_is_refused(h):
    given = evidence(h)
    with pytest.raises(NotTrusted):
        judged(h.holder().certificate, Evidence([h.holder("device").certificate], given.others, given.lists))


def test_an_authority_with_a_key_of_an_unknown_kind_is_refused(fast):
    given = evidence(fast)
    odd = fast.root.certificate.encoded.replace(der.oid(oids.EC_PUBLIC_KEY), der.oid("1.2.840.10109.2.1"))
    with pytest.raises(NotTrusted):
        judged(fast.holder().certificate, Evidence([Holder(None, odd).certificate], given.others, given.lists))


def test_altered_certificates_are_refused(h):
    whole = h.holder().encoded
    altered = Holder(None, whole[:-1] + bytes((whole[-1] ^ 1,))).certificate
    with pytest.raises(NotTrusted, match="signature"):
        judged(altered, evidence(h))


def by_hand(issuer: Authority, key, name, extensions, since=NOW - DAY):
    """A certificate that our own authority would refuse to issue."""
    content = der.sequence(
        der.explicit(0, der.integer(2)),
        der.integer(new_serial()),
        issuer.key.signature_algorithm,
        issuer.certificate.subject.encoded,
        der.sequence(der.time(since), der.time(NOW + DAY)),
        name.encoded,
        key.spki,
        der.explicit(3, der.sequence(*extensions, written.subject_key_identifier(key_identifier(key.spki)))),
    )
    return Holder(key, signed(content, issuer.key))


AUTHORITY = (
    written.basic_constraints(True, None),
    written.key_usage([KeyUse.CERTIFICATE_SIGNING, KeyUse.LIST_SIGNING]),
)
SIGNER = (written.basic_constraints(False, None), written.key_usage([KeyUse.DIGITAL_SIGNATURE]))


def below(fast, extensions, name="下级"):
    """An authority below the city's, and what it issues."""
    holder = by_hand(fast.city, generate_key(KeyKind.ECDSA_P256), subject(name), extensions)
    return holder, Authority(holder.certificate, holder.key)


def test_an_authority_below_one_that_may_have_none_is_refused(fast):
    deeper, authority = below(fast, AUTHORITY)
    leaf = issued(authority, term=Term(NOW - DAY, NOW + DAY))
    given = evidence(fast, others=[deeper.certificate])
    with pytest.raises(NotTrusted, match="path"):
        judged(leaf.certificate, given, revocation_required=False)


def test_someone_who_is_no_authority_issues_nothing(fast):
    organ = fast.holder()
    impostor = Authority(fast.city.certificate, fast.city.key)
    object.__setattr__(impostor, "certificate", organ.certificate)
    object.__setattr__(impostor, "key", organ.key)
    leaf = by_hand(impostor, new_key(KeyKind.ECDSA_P256), subject("假"), SIGNER)
    with pytest.raises(NotTrusted, match="not a CA"):
        judged(leaf.certificate, evidence(fast, others=[organ.certificate]), revocation_required=False)


def test_an_unknown_critical_extension_is_refused(fast):
    strange = written.extension("1.2.156.10260.7.7", der.NULL, critical=True)
    leaf = issued(fast.city, further=[strange])
    with pytest.raises(NotTrusted, match="critical"):
        judged(leaf.certificate, evidence(fast))


def test_names_outside_the_constraints_of_the_authority_are_refused():
    h = hierarchy(KeyKind.ECDSA_P256)
    permitted = der.explicit(0, der.sequence(der.context(2, b"heyuan.example")))
    constraints = written.extension(oids.NAME_CONSTRAINTS, der.sequence(permitted), critical=True)
    key = generate_key(KeyKind.ECDSA_P256)
    constrained = by_hand(h.root, key, subject("受限"), (*AUTHORITY, constraints))
    authority = Authority(constrained.certificate, key)
    given = Evidence([h.root.certificate], [constrained.certificate])
    options = {"term": Term(NOW - DAY, NOW + DAY)}
    inside = issued(authority, "server-signing", names=SERVER, **options)
    outside = issued(authority, "server-signing", names=[AlternativeName("dns", "huizhou.example")], **options)
    assert judged(inside.certificate, given, revocation_required=False)
    with pytest.raises(NotTrusted, match="permitted namespace"):
        judged(outside.certificate, given, revocation_required=False)


def test_loops_of_cross_certificates_end_soon():
    """Seven authorities, each certified by all others; then one of them by a root as well."""
    keys = [generate_key(KeyKind.ECDSA_P256) for _ in range(7)]
    names = [subject(f"甲{n}") for n in range(7)]
    h, authorities, others = hierarchy(KeyKind.ECDSA_P256), [], []
    for key, name in zip(keys, names, strict=True):
        itself = by_hand(h.root, key, name, AUTHORITY).certificate
        authorities.append(Authority(itself, key))
    for issuer in authorities:
        others += [
            by_hand(issuer, key, name, AUTHORITY).certificate
            for key, name in zip(keys, names, strict=True)
            if key is not issuer.key
        ]
    leaf = issued(authorities[0], term=Term(NOW - DAY, NOW + DAY))
    begin = time.process_time()
    with pytest.raises(NotTrusted):
        judged(leaf.certificate, Evidence([h.city.certificate], others), revocation_required=False)
    given = Evidence([h.root.certificate], [*others, authorities[0].certificate])
    assert len(judged(leaf.certificate, given, revocation_required=False)) == 3
    assert time.process_time() - begin < 5


def test_too_many_certificates_and_naive_moments_are_malformed(fast):
    with pytest.raises(Malformed):
        judged(fast.holder().certificate, evidence(fast, others=[fast.city.certificate] * 70))
    with pytest.raises(Malformed):
        judged(fast.holder().certificate, evidence(fast), NOW.replace(tzinfo=None))


async def _inside_a_loop(certificate, given):
    return judged(certificate, given)


def test_it_runs_inside_a_loop_of_events_too(fast):
    assert asyncio.run(_inside_a_loop(fast.holder().certificate, evidence(fast)))


def test_a_timestamp_is_judged_with_its_authority_at_the_moment_stamped(h):
    holder = h.holder("timestamper")
    stamper = Stamper(holder.certificate, holder.key, "1.2.3")
    token = token_of(stamper.answer(make_timestamp_request(Imprint.of(b"m")), serial=1, moment=NOW))
    gone = Revoked(holder.certificate.serial, NOW - timedelta(hours=1))

    def judge(given):
        return lambda certificate, shown, moment: validate_path(
            certificate, given, moment, purposes=[oids.TIME_STAMPING]
        )

    assert verify_timestamp(token, b"m", judge=judge(evidence(h)))
    with pytest.raises(NotTrusted, match="revoked"):
        verify_timestamp(token, b"m", judge=judge(evidence(h, gone)))
