"""Both engines against published examples, against one another, and against what must be refused."""

import copy
import pickle
import secrets

import pytest

from mingtang.lib.crypto import der
from mingtang.lib.crypto.engine import DEFAULT_ID, choice, engine_for_private_keys, message_hasher, self_test, z_value
from mingtang.lib.crypto.engine import known_answers as known
from mingtang.lib.crypto.engine.ciphertext import Ciphertext
from mingtang.lib.crypto.engine.libcrypto import LibcryptoEngine
from mingtang.lib.crypto.engine.parameters import N, P, coordinates_of
from mingtang.lib.crypto.engine.pure import PureEngine, encryption, points, signatures
from mingtang.lib.crypto.faults import EngineUnavailable, Forged, KeyRefused, Malformed

ROUNDS = 40


def both() -> tuple:
    number = secrets.token_bytes(31).rjust(32, b"\0") if secrets.randbelow(2) else secrets.token_bytes(32)
    return tuple(each().private_key(number) for each in (LibcryptoEngine, PureEngine))


def signature_of(r: int, s: int) -> bytes:
    return der.sequence(der.integer(r), der.integer(s))


def test_the_self_test_passes(either):
    result = self_test(either)
    assert result.passed
    assert not result.failures
    assert result.engine == either.name
    assert len(result.checks) == 9


def test_the_self_test_tells_what_fails_and_goes_on():
    class Lenient(PureEngine):
        def public_key(self, point):
            key = super().public_key(point)
            key.verify = lambda *_, **__: True
            key.encrypt = lambda _: 1 / 0
            return key

    result = self_test(Lenient())
    assert [(check.name, check.fault) for check in result.failures] == [
        ("SM2 forged signatures are refused", ""),
        ("SM2 new ciphertext opens", "ZeroDivisionError: division by zero"),
    ]


def test_signature_and_ciphertext_of_the_standard_come_out_exactly():
    number = int.from_bytes(known.NUMBER, "big")
    assert z_value(known.POINT, DEFAULT_ID) == known.Z
    hasher = message_hasher(known.POINT, DEFAULT_ID)
    hasher.update(known.MESSAGE)
    assert hasher.digest() == known.E
    assert signatures.sign(number, known.E, iter([known.NONCE])) == known.SIGNATURE
    made = encryption.encrypt(coordinates_of(known.POINT), known.PLAINTEXT, iter([known.NONCE]))
    assert made.dump() == known.CIPHERTEXT


@pytest.mark.parametrize("size", range(ROUNDS))
def test_what_one_engine_makes_the_other_accepts(size):
    message, user_id = secrets.token_bytes(7 * size), secrets.token_bytes(size) if size % 3 else DEFAULT_ID
    one, other = both()
    for maker, judge in ((one, other), (other, one)):
        signature = maker.sign(message, user_id=user_id)
        assert judge.public.verify(signature, message, user_id=user_id)
        assert not judge.public.verify(signature, message + b".", user_id=user_id)
        assert not judge.public.verify(signature, message, user_id=user_id + b".")
        assert judge.public.verify_digest(signature, hashed(judge, message, user_id))
        assert judge.public.verify(maker.sign_digest(hashed(maker, message, user_id)), message, user_id=user_id)
        assert judge.decrypt(maker.public.encrypt(message + b"!")) == message + b"!"


def hashed(key, message: bytes, user_id: bytes) -> bytes:
    hasher = message_hasher(key.public.point, user_id)
    for at in range(0, len(message), 5):
        hasher.update(message[at : at + 5])
    return hasher.digest()


@pytest.mark.parametrize("zeros", range(6))
def test_keys_whose_numbers_begin_with_zeros_are_keys_like_others(zeros):
    number = (b"\0" * (5 * zeros) + secrets.token_bytes(32))[:32]
    one, other = (each().private_key(number) for each in (LibcryptoEngine, PureEngine))
    assert one.public.point == other.public.point
    assert one.number() == other.number() == number
    assert other.public.verify(one.sign(b"m", user_id=b""), b"m", user_id=b"")


def test_points_with_leading_zeros_keep_their_length():
    """Coordinates of 31 bytes come once in 256; such keys broke other libraries."""
    factor = next(k for k in range(1, 4000) if points.affine(points.times_base(k))[0] >> 248 == 0)
    number = factor.to_bytes(32, "big")
    one, other = (each().private_key(number) for each in (LibcryptoEngine, PureEngine))
    assert one.public.point == other.public.point
    assert one.public.point[:2] == b"\x04\0"
    assert len(one.public.point) == 65
    assert one.decrypt(other.public.encrypt(b"text")) == other.decrypt(one.public.encrypt(b"text")) == b"text"


def padded(signature: bytes) -> bytes:
    r = der.sequence_of(signature)[0]
    body = b"\0" + r.body
    rest = signature[2 + len(r.whole) :]
    return der.tlv(0x30, der.tlv(2, body), rest)


MALFORMED = {
    "nothing": lambda good: b"",
    "an empty sequence": lambda good: b"\x30\0",
    "cut short": lambda good: good[:-1],
    "a byte more": lambda good: good + b"\0",
    "a value more": lambda good: der.sequence(good[2:], der.integer(1)),
    "no sequence": lambda good: b"\x31" + good[1:],
    "a number with a superfluous zero": padded,
    "a length in two bytes": lambda good: b"\x30\x81" + good[1:],
    "an indefinite length": lambda good: b"\x30\x80" + good[2:] + b"\0\0",
    "raw r and s": lambda good: b"".join(value.body[-32:] for value in der.sequence_of(good)),
    "r is 0": lambda good: signature_of(0, 1),
    "s is 0": lambda good: signature_of(1, 0),
    "r is n": lambda good: signature_of(N, 1),
    "s is n": lambda good: signature_of(1, N),
    "r + s is n": lambda good: signature_of(1, N - 1),
    "r is negative": lambda good: signature_of(-1, 1),
    "r is s + n": lambda good: signature_of(*[der.unsigned_of(value) + N for value in der.sequence_of(good)]),
    "both are 1": lambda good: signature_of(1, 1),
    "a megabyte": lambda good: signature_of(1 << 8_000_000, 1),
}


@pytest.mark.parametrize("bend", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_signatures_verify_nothing(either, bend):
    key = either.private_key(known.NUMBER)
    bad = bend(key.sign(b"m", user_id=DEFAULT_ID))
    assert not key.public.verify(bad, b"m", user_id=DEFAULT_ID)
    assert not key.public.verify_digest(bad, hashed(key, b"m", DEFAULT_ID))


def test_a_signature_with_any_bit_turned_verifies_nothing(either):
    key = either.public_key(known.POINT)
    for place in range(len(known.SIGNATURE)):
        bad = bytearray(known.SIGNATURE)
        bad[place] ^= 1 << place % 8
        assert not key.verify(bytes(bad), known.MESSAGE, user_id=DEFAULT_ID)


POINTS = {
    "off the curve": known.POINT[:-1] + b"\0",
    "zero": b"\x04" + bytes(64),
    "infinity": b"\0",
    "compressed": b"\x02" + known.POINT[1:33],
    "hybrid": b"\x07" + known.POINT[1:],
    "cut short": known.POINT[:-1],
    "a byte more": known.POINT + b"\0",
    "x is not below p": b"\x04" + (P + 1).to_bytes(32, "big") + known.POINT[33:],
    "of P-256": bytes.fromhex(
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
    ),
}


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS.keys())
def test_points_that_are_no_keys_are_refused(either, point):
    with pytest.raises(KeyRefused):
        either.public_key(point)


@pytest.mark.parametrize("number", [0, N - 1, N, N + 1, (1 << 256) - 1])
def test_numbers_out_of_range_are_refused(either, number):
    with pytest.raises(KeyRefused):
        either.private_key(number.to_bytes(32, "big"))
    with pytest.raises(KeyRefused):
        either.private_key(b"\1" * 31)


def test_the_ends_of_the_range_are_keys(either):
    for number in (1, 2, N - 2):
        key = either.private_key(number.to_bytes(32, "big"))
        assert key.public.verify(key.sign(b"m", user_id=b""), b"m", user_id=b"")


def forged(**changes) -> bytes:
    good = Ciphertext.load(known.CIPHERTEXT)
    parts = {"x": good.x, "y": good.y, "digest": good.digest, "text": good.text} | changes
    return Ciphertext(**parts).dump()


FORGED = {
    "text": forged(text=b"\0" * 19),
    "text cut short": forged(text=Ciphertext.load(known.CIPHERTEXT).text[:-1]),
    "digest": forged(digest=bytes(32)),
    "other half of the point": forged(y=P - Ciphertext.load(known.CIPHERTEXT).y),
    "point off the curve": forged(x=5),
    "point zero": forged(x=0, y=0),
}


@pytest.mark.parametrize("ciphertext", FORGED.values(), ids=FORGED.keys())
def test_forged_ciphertexts_do_not_open(either, ciphertext):
    with pytest.raises(Forged):
        either.private_key(known.NUMBER).decrypt(ciphertext)


@pytest.mark.parametrize(
    "ciphertext",
    [
        b"",
        b"\x04" + bytes(128),
        known.CIPHERTEXT + b"\0",
        known.CIPHERTEXT[:-1],
        forged(text=b""),
        forged(digest=bytes(31)),
        forged(x=P),
        forged(x=-1),
        forged(text=bytes((1 << 16) + 1)),
    ],
)
def test_malformed_ciphertexts_are_refused(either, ciphertext):
    with pytest.raises(Malformed):
        either.private_key(known.NUMBER).decrypt(ciphertext)


def test_what_is_too_long_or_empty_is_refused(either):
    key = either.private_key(known.NUMBER)
    for refused in (
        lambda: key.public.encrypt(b""),
        lambda: key.public.encrypt(bytes((1 << 16) + 1)),
        lambda: key.sign(b"m", user_id=bytes(8191)),
        lambda: key.public.verify(known.SIGNATURE, b"m", user_id=bytes(8191)),
        lambda: key.sign_digest(bytes(31)),
        lambda: key.public.verify_digest(known.SIGNATURE, bytes(33)),
    ):
        with pytest.raises(Malformed):
            refused()


def test_the_longest_that_is_allowed_works(either):
    key = either.private_key(known.NUMBER)
    assert key.decrypt(key.public.encrypt(bytes(1 << 16))) == bytes(1 << 16)
    assert key.public.verify(key.sign(b"m", user_id=bytes(8190)), b"m", user_id=bytes(8190))


def test_a_key_inside_the_library_can_be_neither_copied_nor_pickled():
    handle = LibcryptoEngine().generate()._handle
    for copied in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            copied(handle)


def test_where_libcrypto_has_no_sm2_signatures_are_verified_and_private_keys_refused(monkeypatch):
    def absent():
        raise EngineUnavailable("no libcrypto with SM2")

    monkeypatch.setattr(choice, "LibcryptoEngine", absent)
    choice.engine.cache_clear()
    try:
        assert choice.engine().name == "pure"
        assert choice.engine().public_key(known.POINT).verify(known.SIGNATURE, known.MESSAGE, user_id=DEFAULT_ID)
        with pytest.raises(EngineUnavailable, match="Debian"):
            engine_for_private_keys()
        assert not self_test().guards_private_keys
    finally:
        choice.engine.cache_clear()
