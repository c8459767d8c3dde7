import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.crypto import symmetric
from mingtang.lib.crypto.faults import Forged, Malformed
from mingtang.lib.crypto.symmetric import (
    aes_cbc_decrypt,
    aes_cbc_encrypt,
    aes_gcm_open,
    aes_gcm_seal,
    sm4_cbc_decrypt,
    sm4_cbc_encrypt,
    sm4_ecb_decrypt,
    sm4_ecb_encrypt,
    sm4_gcm_open,
    sm4_gcm_seal,
)

KEY = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
SEALS = [(sm4_gcm_seal, sm4_gcm_open), (aes_gcm_seal, aes_gcm_open)]
CHAINS = [(sm4_cbc_encrypt, sm4_cbc_decrypt), (aes_cbc_encrypt, aes_cbc_decrypt)]


def test_sm4_gcm_computes_the_example_of_rfc_8998():
    nonce, associated = bytes.fromhex("00001234567800000000ABCD"), bytes.fromhex("FEEDFACEDEADBEEF" * 2 + "ABADDAD2")
    plaintext = b"".join(bytes((byte,)) * 8 for byte in bytes.fromhex("AABBCCDDEEFFEEAA"))
    sealed = nonce + bytes.fromhex(
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )
    assert sm4_gcm_open(KEY, sealed, associated) == plaintext


def test_sm4_computes_both_examples_of_gb_t_32907():
    assert sm4_ecb_encrypt(KEY, KEY).hex() == "681edf34d206965e86b3e94f536e4246"
    block = KEY
    for _ in range(1000):  # the standard has a million rounds
        block = sm4_ecb_encrypt(KEY, block)
    for _ in range(1000):
        block = sm4_ecb_decrypt(KEY, block)
    assert block == KEY


@pytest.mark.parametrize(("seal", "unseal"), SEALS)
@settings(deadline=None)
@given(plaintext=st.binary(max_size=100), associated=st.binary(max_size=20), place=st.integers(0, 200))
def test_what_is_sealed_opens_unaltered_and_only_in_its_place(seal, unseal, plaintext, associated, place):
    sealed = seal(KEY, plaintext, associated)
    assert unseal(KEY, sealed, associated) == plaintext
    altered = bytearray(sealed)
    altered[place % len(sealed)] ^= 1
    for bad in ((KEY, bytes(altered), associated), (KEY, sealed, associated + b"."), (KEY[::-1], sealed, associated)):
        with pytest.raises(Forged):
            unseal(*bad)


@pytest.mark.parametrize(("seal", "unseal"), SEALS)
def test_no_two_seals_are_equal_and_short_ones_are_forged(seal, unseal):
    assert len({seal(KEY, b"x") for _ in range(50)}) == 50
    for size in range(28):
        with pytest.raises(Forged):
            unseal(KEY, bytes(size))


@pytest.mark.parametrize(("encrypt", "decrypt"), CHAINS)
@settings(deadline=None)
@given(plaintext=st.binary(max_size=100))
def test_what_is_encrypted_by_cbc_decrypts(encrypt, decrypt, plaintext):
    assert decrypt(KEY, KEY, encrypt(KEY, KEY, plaintext)) == plaintext


@pytest.mark.parametrize(("encrypt", "decrypt"), CHAINS)
def test_wrong_padding_is_forged_and_wrong_sizes_are_malformed(encrypt, decrypt):
    with pytest.raises(Forged):
        decrypt(KEY, bytes(16), encrypt(KEY, bytes(16), bytes(15))[:-16] + KEY)
    for bad in ((b"", KEY, KEY), (KEY, b"", KEY), (KEY, KEY, b""), (KEY, KEY, bytes(17))):
        with pytest.raises(Malformed):
            decrypt(*bad)


def test_keys_of_another_size_are_refused():
    for size in (0, 15, 17, 24, 32):
        with pytest.raises(Malformed):
            sm4_gcm_seal(bytes(size), b"")
    for size in (0, 15, 17, 33):
        with pytest.raises(Malformed):
            aes_gcm_seal(bytes(size), b"")
    assert aes_gcm_open(bytes(32), aes_gcm_seal(bytes(32), b"x")) == b"x"
    assert len(aes_gcm_seal(bytes(24), b"")) == symmetric.TAG + symmetric.NONCE
