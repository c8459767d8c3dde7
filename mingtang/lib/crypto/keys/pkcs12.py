"""PKCS#12 (RFC 7292): a private key with its certificates under a passphrase, for browsers and key carriers.

Made by libcrypto for all kinds of key: AES-256-CBC and HMAC-SHA-256, each behind PBKDF2.
"""

from collections.abc import Sequence
from contextlib import ExitStack

from mingtang.lib.crypto.engine.libcrypto.library import Library, library
from mingtang.lib.crypto.faults import KeyRefused, Malformed
from mingtang.lib.crypto.keys.protocols import PrivateKey

_ITERATIONS = 100_000


def export_pkcs12(
    key: PrivateKey,
    certificate: bytes,
    chain: Sequence[bytes],
    passphrase: str,
    *,
    name: str = "",
    iterations: int = _ITERATIONS,
) -> bytes:
    """PFX, DER: `key`, its `certificate` and those above it (`chain`), each DER.

    Raises KeyRefused if passphrase is empty or the certificate is another key's, Malformed if a certificate cannot be
    read, EngineUnavailable where libcrypto has no SM2.
    """
    if not passphrase or "\0" in passphrase + name:
        raise KeyRefused("a passphrase is not empty, and has no zero characters")
    made_by = library()
    with ExitStack() as owned:
        inner = owned.enter_context(made_by.owned(made_by.decoded("d2i_AutoPrivateKey", key.pkcs8()), "EVP_PKEY_free"))
        own, *above = [_certificate(made_by, owned, der) for der in (certificate, *chain)]
        stack = _stack(made_by, owned, above)
        made = made_by.call.PKCS12_create(
            passphrase.encode(), name.encode(), inner, own, stack, 0, 0, iterations, iterations, 0
        )
        if not made:
            made_by.forget_errors()
            raise KeyRefused("the certificate is not that of the key")
        return made_by.encoded("i2d_PKCS12", owned.enter_context(made_by.owned(made, "PKCS12_free")))


def _certificate(made_by: Library, owned: ExitStack, der: bytes) -> int:
    if not (certificate := made_by.decoded("d2i_X509", der)):
        raise Malformed("a certificate cannot be read")
    return owned.enter_context(made_by.owned(certificate, "X509_free"))


def _stack(made_by: Library, owned: ExitStack, certificates: Sequence[int]) -> int:
    stack = owned.enter_context(made_by.owned(made_by.call.OPENSSL_sk_new_null(), "OPENSSL_sk_free"))
    for certificate in certificates:
        if made_by.call.OPENSSL_sk_push(stack, certificate) <= 0:
            raise made_by.failure("OPENSSL_sk_push")
    return stack
