"""The library: where it is found, which of its functions are called, and what it says when it refuses."""

import _hashlib
import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, c_char_p, c_int, c_long, c_size_t, c_ulong, c_void_p
from functools import cache
from typing import Any

from mingtang.lib.crypto.faults import EngineFailed, EngineUnavailable

_LEAST_VERSION = 0x3000_0000
_POINTER_TO, _BYTES_TO, _SIZE_TO = POINTER(c_void_p), POINTER(c_char_p), POINTER(c_size_t)
_RUN = [c_void_p, c_char_p, _SIZE_TO, c_char_p, c_size_t]  # context, out, its length, in, its length
_CHECK = [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t]  # context, signature, its length, message, its length
_DIGEST_INIT = [c_void_p, _POINTER_TO, c_char_p, c_void_p, c_char_p, c_void_p, c_void_p]

# name: type of the result, types of the arguments (man 3 NAME)
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "OpenSSL_version_num": (c_ulong, []),
    "OpenSSL_version": (c_char_p, [c_int]),
    "ERR_get_error": (c_ulong, []),
    "ERR_error_string_n": (None, [c_ulong, c_char_p, c_size_t]),
    "ERR_clear_error": (None, []),
    "CRYPTO_clear_free": (None, [c_void_p, c_size_t, c_char_p, c_int]),
    "EVP_PKEY_CTX_new_from_name": (c_void_p, [c_void_p, c_char_p, c_char_p]),
    "EVP_PKEY_CTX_new_from_pkey": (c_void_p, [c_void_p, c_void_p, c_char_p]),
    "EVP_PKEY_CTX_free": (None, [c_void_p]),
    "EVP_PKEY_CTX_set1_id": (c_int, [c_void_p, c_char_p, c_int]),
    "EVP_PKEY_keygen_init": (c_int, [c_void_p]),
    "EVP_PKEY_generate": (c_int, [c_void_p, _POINTER_TO]),
    "EVP_PKEY_free": (None, [c_void_p]),
    "EVP_PKEY_is_a": (c_int, [c_void_p, c_char_p]),
    "d2i_AutoPrivateKey": (c_void_p, [_POINTER_TO, _BYTES_TO, c_long]),
    "d2i_PUBKEY": (c_void_p, [_POINTER_TO, _BYTES_TO, c_long]),
    "i2d_PUBKEY": (c_int, [c_void_p, _POINTER_TO]),
    "i2d_PrivateKey": (c_int, [c_void_p, _POINTER_TO]),
    "EVP_MD_CTX_new": (c_void_p, []),
    "EVP_MD_CTX_free": (None, [c_void_p]),
    "EVP_DigestSignInit_ex": (c_int, _DIGEST_INIT),
    "EVP_DigestVerifyInit_ex": (c_int, _DIGEST_INIT),
    "EVP_DigestSign": (c_int, _RUN),
    "EVP_DigestVerify": (c_int, _CHECK),
    "EVP_PKEY_sign_init": (c_int, [c_void_p]),
    "EVP_PKEY_sign": (c_int, _RUN),
    "EVP_PKEY_verify_init": (c_int, [c_void_p]),
    "EVP_PKEY_verify": (c_int, _CHECK),
    "EVP_PKEY_encrypt_init": (c_int, [c_void_p]),
    "EVP_PKEY_encrypt": (c_int, _RUN),
    "EVP_PKEY_decrypt_init": (c_int, [c_void_p]),
    "EVP_PKEY_decrypt": (c_int, _RUN),
    "d2i_X509": (c_void_p, [_POINTER_TO, _BYTES_TO, c_long]),
    "X509_free": (None, [c_void_p]),
    "OPENSSL_sk_new_null": (c_void_p, []),
    "OPENSSL_sk_push": (c_int, [c_void_p, c_void_p]),
    "OPENSSL_sk_free": (None, [c_void_p]),
    "PKCS12_create": (c_void_p, [c_char_p, c_char_p, c_void_p, c_void_p, c_void_p, *[c_int] * 5]),
    "i2d_PKCS12": (c_int, [c_void_p, _POINTER_TO]),
    "PKCS12_free": (None, [c_void_p]),
}


@cache
def library() -> "Library":
    """The first library that has all we call, and SM2. Raises EngineUnavailable, with what was tried."""
    tried = []
    for path in _places():
        try:
            return Library(path)
        except (OSError, AttributeError) as error:
            tried.append(f"{path}: {error}")
    raise EngineUnavailable("no libcrypto with SM2; " + "; ".join(tried))


def _places() -> Iterator[str]:
    # Looking up a name in an extension also searches what it is linked to: the very library that `ssl` uses.
    if extension := getattr(_hashlib, "__file__", None):
        yield extension
    yield from ("libcrypto.so.3", "libcrypto.so.4", "libcrypto.3.dylib", "libcrypto-3.dll")
    if found := ctypes.util.find_library("crypto"):
        yield found


class Library:
    """One loaded libcrypto. `call.<function>` calls it; ctypes lets other threads run meanwhile."""

    def __init__(self, path: str) -> None:
        """Raises OSError if the file is no library, is too old or has no SM2, AttributeError if a function is missing."""
        self.path = path
        self.call = ctypes.CDLL(path)
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(self.call, name)
            function.restype, function.argtypes = result, arguments
        if self.call.OpenSSL_version_num() < _LEAST_VERSION:
            raise OSError("older than OpenSSL 3.0")
        self._require_sm2()

    def _require_sm2(self) -> None:
        context = self.call.EVP_PKEY_CTX_new_from_name(None, b"SM2", None)
        if not context:
            self.forget_errors()
            raise OSError("built without SM2")
        self.call.EVP_PKEY_CTX_free(context)

    @property
    def version(self) -> str:
        """Such as `OpenSSL 3.0.19 27 Jan 2026`."""
        return str(self.call.OpenSSL_version(0).decode())

    @contextmanager
    def owned(self, pointer: int | None, free: str) -> Iterator[int]:
        """`pointer` for the length of a block, then freed. Raises EngineFailed if it is null."""
        if not pointer:
            raise self.failure(free.removesuffix("_free"))
        try:
            yield pointer
        finally:
            getattr(self.call, free)(pointer)

    def encoded(self, function: str, thing: int) -> bytes:
        """The DER that i2d `function` makes of `thing`; the library's copy is wiped. Raises EngineFailed."""
        out = c_void_p()
        size = getattr(self.call, function)(thing, ctypes.byref(out))
        if size <= 0 or not out.value:
            raise self.failure(function)
        try:
            return ctypes.string_at(out.value, size)
        finally:
            self.call.CRYPTO_clear_free(out, size, None, 0)

    def decoded(self, function: str, data: bytes) -> int | None:
        """What d2i `function` makes of `data`, which the caller frees; None if it refuses."""
        thing = getattr(self.call, function)(None, ctypes.byref(c_char_p(data)), len(data))
        self.forget_errors()
        return thing or None

    def failure(self, what: str) -> EngineFailed:
        """The fault to raise when `what` failed, in the library's words, which it forgets."""
        words, text = [], ctypes.create_string_buffer(256)
        while code := self.call.ERR_get_error():
            self.call.ERR_error_string_n(code, text, len(text))
            words.append(text.value.decode("ascii", "replace"))
        return EngineFailed(f"{what}: {'; '.join(words) or 'failed'}")

    def forget_errors(self) -> None:
        """What a refusal leaves in this thread's queue, where `ssl` would take it for its own."""
        self.call.ERR_clear_error()
