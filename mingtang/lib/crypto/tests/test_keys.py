import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from asn1crypto.keys import PublicKeyInfo
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.engine import known_answers as known
from mingtang.lib.crypto.faults import Forged, KeyRefused, Malformed
from mingtang.lib.crypto.keys import (
    EcdsaKey,
    KeyKind,
    RsaKey,
    Sm2Key,
    decrypt_pkcs8,
    encrypt,
    encrypt_pkcs8,
    from_pem,
    generate_key,
    key_identifier,
    kind_of,
    load_pkcs8,
    require_public_key,
    signature_from_raw,
    signature_to_raw,
    sm2_point,
    to_pem,
    verify,
    verify_sm2_digest,
)
from mingtang.lib.crypto.keys.sm2 import sm2_key_of, spki_of_point

MESSAGE = "同意。".encode()


def resident_kilobytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def test_a_signature_verifies_for_its_key_and_message_only(key):
    signature, other = key.sign(MESSAGE), generate_key(KeyKind.ECDSA_P256)
    assert verify(key.spki, signature, MESSAGE)
    assert not verify(key.spki, signature, MESSAGE + b".")
    assert not verify(key.spki, signature[:-1], MESSAGE)
    assert not verify(key.spki, b"", MESSAGE)
    assert not verify(other.spki, signature, MESSAGE)


def test_a_signature_bent_out_of_shape_verifies_nothing(key):
    good = key.sign(MESSAGE)
    bent = [good + b"\0", b"\0" + good, good[1:], bytes(len(good)), b"\xff" * len(good)]
    if key.algorithm is not KeyKind.RSA:
        r, s = (value.whole for value in der.sequence_of(good))
        zero, padded = der.integer(0), der.tlv(2, b"\0", der.one_value(r).body)
        bent += [der.sequence(zero, s), der.sequence(r, zero), der.sequence(padded, s), der.sequence(r, s, zero)]
        bent += [b"\x30\x81" + good[1:], b"\x30\x80" + good[2:] + b"\0\0", der.set_of(r, s), der.sequence(s, r)]
    assert not any(verify(key.spki, bad, MESSAGE) for bad in bent)


def test_the_identifier_of_a_key_is_that_of_asn1crypto(key):
    assert key_identifier(key.spki) == PublicKeyInfo.load(key.spki).sha1


def test_a_key_says_what_it_is(key):
    assert kind_of(key.spki) is require_public_key(key.spki) is key.algorithm
    assert key.signature_algorithm == key.algorithm.signature_algorithm
    assert repr(key).startswith(f"<{type(key).__name__} ") or "object at" in repr(key)


def test_algorithm_identifiers_are_those_of_the_standards():
    assert KeyKind.SM2.signature_algorithm.hex() == "300a06082a811ccf55018375"
    assert KeyKind.ECDSA_P256.signature_algorithm.hex() == "300a06082a8648ce3d040302"
    assert KeyKind.RSA.signature_algorithm.hex() == "300d06092a864886f70d01010b0500"
    assert KeyKind.SM2.digest_algorithm.hex() == "300a06082a811ccf55018311"
    assert [kind.digest for kind in KeyKind] == ["sm3", "sha256", "sha256"]


def test_a_key_reads_back_from_pkcs8_in_clear_and_sealed(key):
    assert load_pkcs8(key.pkcs8()).pkcs8() == key.pkcs8()
    sealed = encrypt_pkcs8(key, "密码", iterations=1000)
    assert decrypt_pkcs8(sealed, "密码").pkcs8() == key.pkcs8()
    with pytest.raises((Forged, Malformed)):
        decrypt_pkcs8(sealed, "口令")
    for useless in (lambda: encrypt_pkcs8(key, ""), lambda: decrypt_pkcs8(sealed, "")):
        with pytest.raises(KeyRefused):
            useless()


def test_what_is_encrypted_to_a_key_it_decrypts(key):
    if key.algorithm is KeyKind.ECDSA_P256:
        for refused in (lambda: encrypt(key.spki, b"x"), lambda: key.decrypt(b"x")):
            with pytest.raises(KeyRefused):
                refused()
        return
    ciphertext = encrypt(key.spki, b"a session key")
    assert key.decrypt(ciphertext) == b"a session key"
    with pytest.raises((Forged, Malformed)):
        key.decrypt(ciphertext[:-1] + bytes((ciphertext[-1] ^ 1,)))
    with pytest.raises(Malformed):
        encrypt(key.spki, bytes(70_000))


def test_a_signature_over_a_digest_is_one_over_the_message():
    key = load_pkcs8(sm2_pkcs8(known.NUMBER))
    assert verify(key.spki, key.sign_digest(known.E), known.MESSAGE)
    assert verify_sm2_digest(key.spki, key.sign(known.MESSAGE), known.E)
    assert not verify_sm2_digest(key.spki, key.sign(MESSAGE), known.E)
    assert sm2_point(key.spki) == key.point == known.POINT


def test_signatures_of_devices_and_browsers_are_r_and_s_side_by_side(key):
    if key.algorithm is KeyKind.RSA:
        return
    for _ in range(20):
        raw = signature_to_raw(key.sign(MESSAGE))
        assert len(raw) == 64
        assert verify(key.spki, signature_from_raw(raw), MESSAGE)
    for bad in (lambda: signature_from_raw(raw[:-1]), lambda: signature_to_raw(raw)):
        with pytest.raises(Malformed):
            bad()
    with pytest.raises(Malformed):
        signature_to_raw(der.sequence(der.integer(1 << 256), der.integer(1)))


def sm2_pkcs8(number: bytes, *parts: bytes) -> bytes:
    inside = der.sequence(der.integer(1), der.octet_string(number), *parts)
    return der.sequence(der.integer(0), KeyKind.SM2.key_algorithm, der.octet_string(inside))


def test_private_keys_written_in_other_ways_are_read():
    curve, public = der.explicit(0, der.oid(oids.SM2_CURVE)), der.explicit(1, der.bit_string(known.POINT))
    for parts in ([], [curve], [public], [curve, public]):
        assert load_pkcs8(sm2_pkcs8(known.NUMBER, *parts)).point == known.POINT
    short = load_pkcs8(sm2_pkcs8(b"\x05"))  # without its leading zeros
    assert short.number() == bytes(31) + b"\x05"


BAD_PRIVATE = {
    "empty": b"",
    "number too long": sm2_pkcs8(b"\0" + known.NUMBER),
    "number zero": sm2_pkcs8(bytes(32)),
    "number above n": sm2_pkcs8(b"\xff" * 32),
    "another curve inside": sm2_pkcs8(known.NUMBER, der.explicit(0, der.oid(oids.P256_CURVE))),
    "another public half": sm2_pkcs8(known.NUMBER, der.explicit(1, der.bit_string(known.POINT[:-1] + b"\0"))),
    "another version": der.sequence(der.integer(2), KeyKind.SM2.key_algorithm, der.octet_string(b"")),
    "another algorithm": der.sequence(der.integer(0), der.sequence(der.oid("1.3.101.112")), der.octet_string(b"")),
    "RSA without key": der.sequence(der.integer(0), KeyKind.RSA.key_algorithm, der.octet_string(b"\x30\0")),
    "P-256 without key": der.sequence(der.integer(0), KeyKind.ECDSA_P256.key_algorithm, der.octet_string(b"\x30\0")),
}


@pytest.mark.parametrize("bad", BAD_PRIVATE.values(), ids=BAD_PRIVATE.keys())
def test_bad_private_keys_are_refused(bad):
    with pytest.raises((KeyRefused, Malformed)):
        load_pkcs8(bad)


BAD_PUBLIC = {
    "off the curve": spki_of_point(known.POINT[:-1] + b"\0"),
    "no point": spki_of_point(b""),
    "SM2 point said to be on P-256": der.sequence(KeyKind.ECDSA_P256.key_algorithm, der.bit_string(known.POINT)),
    "P-256 point said to be on SM2": spki_of_point(EcdsaKey.generate().spki[-65:]),
    "something more": spki_of_point(known.POINT) + b"\0",
    "curve left out": der.sequence(der.sequence(der.oid(oids.EC_PUBLIC_KEY)), der.bit_string(known.POINT)),
    "RSA without numbers": der.sequence(KeyKind.RSA.key_algorithm, der.bit_string(b"\x30\0")),
    "RSA of 512 bits": der.sequence(
        KeyKind.RSA.key_algorithm,
        der.bit_string(der.sequence(der.integer((1 << 511) + 1), der.integer(65537))),
    ),
    "RSA with exponent 3": der.sequence(
        KeyKind.RSA.key_algorithm,
        der.bit_string(der.sequence(der.integer((1 << 2047) + 1), der.integer(3))),
    ),
    "RSA of 100 000 bits": der.sequence(
        KeyKind.RSA.key_algorithm,
        der.bit_string(der.sequence(der.integer((1 << 99_999) + 1), der.integer(65537))),
    ),
}


@pytest.mark.parametrize("bad", BAD_PUBLIC.values(), ids=BAD_PUBLIC.keys())
def test_bad_public_keys_are_refused(bad):
    with pytest.raises((KeyRefused, Malformed)):
        require_public_key(bad)
    with pytest.raises((KeyRefused, Malformed)):
        verify(bad, known.SIGNATURE, known.MESSAGE)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_foreign_bytes_are_no_key_and_break_nothing(data):
    for read in (load_pkcs8, kind_of, sm2_key_of, lambda sealed: decrypt_pkcs8(sealed, "x")):
        with pytest.raises((KeyRefused, Malformed)):
            read(data)


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(0, 255))
def test_a_sealed_key_with_an_altered_byte_is_refused_or_is_the_same_key(place, value):
    altered = bytearray(SEALED)
    altered[place % len(SEALED)] = value
    with suppress(KeyRefused, Malformed, Forged):
        assert decrypt_pkcs8(bytes(altered), "x").spki == SEALED_KEY.spki


SEALED_KEY = Sm2Key.generate()
SEALED = encrypt_pkcs8(SEALED_KEY, "x", iterations=10)


def test_a_passphrase_stretched_without_end_is_refused():
    patient = encrypt_pkcs8(SEALED_KEY, "x", iterations=1_000)
    count, zero = der.integer(1_000), der.integer(0)
    with pytest.raises(Malformed, match="too often"):
        decrypt_pkcs8(replaced(patient, count, der.integer(2_000_001)), "x")
    with pytest.raises(Malformed, match="too often"):
        decrypt_pkcs8(replaced(patient, count, zero), "x")


def replaced(sealed: bytes, old: bytes, new: bytes) -> bytes:
    """`sealed` with another number inside, and all lengths around it right."""

    def again(value: der.Value) -> bytes:
        if value.whole == old:
            return new
        return der.tlv(value.tag, *map(again, der.children(value))) if value.tag == 0x30 else value.whole

    return again(der.one_value(sealed))


def test_pem_goes_both_ways_and_refuses_what_it_does_not_find():
    text = to_pem("PUBLIC KEY", SEALED_KEY.spki)
    assert from_pem("PUBLIC KEY", "words before\n" + text.replace("\n", "\r\n")) == SEALED_KEY.spki
    assert max(map(len, text.splitlines())) == 64
    for label, bad in (("PRIVATE KEY", text), ("PUBLIC KEY", text[:-30]), ("PUBLIC KEY", text.replace("MFk", "M*k"))):
        with pytest.raises(Malformed):
            from_pem(label, bad)


def test_rsa_keys_have_at_least_2048_bits():
    for bits in (1024, 2047, 8193):
        with pytest.raises(KeyRefused):
            RsaKey.generate(bits)


def test_no_key_shows_its_number_when_it_is_printed(key):
    shown = f"{key!r} {key} {vars(key)!r}"
    assert key.pkcs8().hex() not in shown
    if key.algorithm is KeyKind.SM2:
        assert key.number().hex() not in shown
        assert str(int.from_bytes(key.number(), "big")) not in shown


def test_threads_share_a_key():
    key = Sm2Key.generate()

    def work(number: int) -> bool:
        message = str(number).encode()
        good = verify(key.spki, key.sign(message), message) and not verify(key.spki, key.sign(message), b"other")
        return good and key.decrypt(encrypt(key.spki, message)) == message

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))


@pytest.mark.slow
def test_memory_does_not_grow_with_keys_signatures_and_refusals():
    key = Sm2Key.generate()
    pkcs8, signature, ciphertext = key.pkcs8(), key.sign(MESSAGE), encrypt(key.spki, MESSAGE)
    bad_point = spki_of_point(known.POINT[:-1] + b"\0")

    def work(times: int) -> None:
        for _ in range(times):
            loaded = load_pkcs8(pkcs8)
            assert loaded.decrypt(ciphertext) == MESSAGE
            assert not verify(key.spki, signature[:-1], MESSAGE)
            loaded.sign(MESSAGE)
            with pytest.raises(KeyRefused):
                require_public_key(bad_point)

    work(200)
    before = resident_kilobytes()
    work(700)
    assert resident_kilobytes() - before < 700  # one key that is not freed, some 2 kB, would be twice that
