import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.faults import Forged, KeyRefused, Malformed
from mingtang.lib.crypto.keys import EcdsaKey, Sm2Key, encrypt, envelope_key, open_envelope
from mingtang.lib.crypto.symmetric import sm4_cbc_encrypt, sm4_ecb_encrypt

KEY, RECIPIENT = Sm2Key.generate(), Sm2Key.generate()
ENVELOPE = envelope_key(KEY, RECIPIENT.spki)


def envelope(
    *,
    cipher: bytes = der.sequence(der.oid(oids.SM4_ECB), der.NULL),
    once: bytes = b"k" * 16,
    point: bytes = KEY.point,
    number: bytes | None = None,
) -> bytes:
    number = sm4_ecb_encrypt(b"k" * 16, KEY.number()) if number is None else number
    return der.sequence(cipher, encrypt(RECIPIENT.spki, once), der.bit_string(point), der.bit_string(number))


def test_the_recipient_gets_the_key_and_nobody_else_does():
    opened = open_envelope(ENVELOPE, RECIPIENT)
    assert opened.number() == KEY.number()
    assert opened.spki == KEY.spki
    with pytest.raises(Forged):
        open_envelope(ENVELOPE, KEY)


def test_no_two_envelopes_are_equal_and_none_shows_the_number():
    assert len({envelope_key(KEY, RECIPIENT.spki) for _ in range(20)}) == 20
    assert KEY.number() not in ENVELOPE


def test_envelopes_of_other_makers_open_too():
    padded = sm4_cbc_encrypt(b"k" * 16, bytes(16), b"")  # only to see that a whole block is what padding adds
    assert len(padded) == 16
    number = sm4_ecb_encrypt(b"k" * 16, KEY.number() + b"\x10" * 16)
    bare, without_mode = der.sequence(der.oid(oids.SM4_ECB)), der.sequence(der.oid(oids.SM4), der.NULL)
    for made in (envelope(), envelope(number=number), envelope(cipher=bare), envelope(cipher=without_mode)):
        assert open_envelope(made, RECIPIENT).number() == KEY.number()


def test_the_public_half_must_be_that_of_the_number():
    with pytest.raises(Forged, match="public half"):
        open_envelope(envelope(point=RECIPIENT.point), RECIPIENT)
    with pytest.raises(Forged, match="public half"):
        open_envelope(envelope(number=sm4_ecb_encrypt(b"k" * 16, RECIPIENT.number())), RECIPIENT)


BAD = {
    "another cipher": envelope(cipher=der.sequence(der.oid(oids.SM4_CBC), der.NULL)),
    "a short key of SM4": envelope(once=b"short"),
    "number zero": envelope(number=sm4_ecb_encrypt(b"k" * 16, bytes(32))),
    "number too short": envelope(number=bytes(16)),
    "number of half a block": envelope(number=bytes(33)),
    "number left out": envelope(number=b""),
    "number too long": envelope(number=bytes(64)),
    "cut short": ENVELOPE[:-1],
    "something more": ENVELOPE + b"\0",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_bad_envelopes_do_not_open(bad):
    with pytest.raises((Forged, Malformed)):
        open_envelope(bad, RECIPIENT)


@settings(deadline=None)
@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 255))
def test_an_envelope_with_any_byte_altered_does_not_open(place, change):
    altered = bytearray(ENVELOPE)
    altered[place] ^= change
    with pytest.raises((Forged, Malformed)):
        open_envelope(bytes(altered), RECIPIENT)


def test_only_sm2_keys_receive_envelopes():
    with pytest.raises(KeyRefused):
        envelope_key(KEY, EcdsaKey.generate().spki)
