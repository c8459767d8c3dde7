"""SM2 keys whose numbers stay inside the library."""

import ctypes
from ctypes import c_size_t, c_void_p
from functools import cached_property

from mingtang.lib.crypto.engine.ciphertext import Ciphertext, checked_plaintext
from mingtang.lib.crypto.engine.libcrypto.handles import Handle, number_inside, point_inside
from mingtang.lib.crypto.engine.libcrypto.library import Library
from mingtang.lib.crypto.engine.message import checked_digest, checked_id
from mingtang.lib.crypto.faults import EngineFailed, Forged

_LONGEST_SIGNATURE = 72  # two numbers of 33 bytes, each with tag and length, and those of the sequence
_LONGEST_FRAME = 128  # of a ciphertext around its text: two numbers of 33 bytes, a digest, tags and lengths


class LibcryptoPublicKey:
    """A public key; `Sm2PublicKey` says what its methods do."""

    def __init__(self, library: Library, handle: Handle) -> None:
        self._library = library
        self._handle = handle

    @cached_property
    def point(self) -> bytes:
        return point_inside(self._library, self._handle)

    def verify(self, signature: bytes, message: bytes, *, user_id: bytes) -> bool:
        call = self._library.call
        with self._library.owned(call.EVP_MD_CTX_new(), "EVP_MD_CTX_free") as context:
            prepare_digest(self._library, "EVP_DigestVerifyInit_ex", context, self._handle, user_id)
            good = call.EVP_DigestVerify(context, signature, len(signature), message, len(message)) == 1
        return good or self._refused()

    def verify_digest(self, signature: bytes, digest: bytes) -> bool:
        call = self._library.call
        checked_digest(digest)
        with self._library.owned(context_of(self._library, self._handle), "EVP_PKEY_CTX_free") as context:
            if call.EVP_PKEY_verify_init(context) != 1:
                raise self._library.failure("EVP_PKEY_verify_init")
            good = call.EVP_PKEY_verify(context, signature, len(signature), digest, len(digest)) == 1
        return good or self._refused()

    def _refused(self) -> bool:
        self._library.forget_errors()
        return False

    def encrypt(self, plaintext: bytes) -> bytes:
        room = len(checked_plaintext(plaintext)) + _LONGEST_FRAME
        return run(self._library, "EVP_PKEY_encrypt", self._handle, plaintext, room)


class LibcryptoPrivateKey:
    """A private key; `Sm2PrivateKey` says what its methods do."""

    def __init__(self, library: Library, handle: Handle) -> None:
        self._library = library
        self._handle = handle
        self.public = LibcryptoPublicKey(library, handle)

    def number(self) -> bytes:
        return number_inside(self._library, self._handle)

    def sign(self, message: bytes, *, user_id: bytes) -> bytes:
        call = self._library.call
        size, signature = c_size_t(_LONGEST_SIGNATURE), ctypes.create_string_buffer(_LONGEST_SIGNATURE)
        with self._library.owned(call.EVP_MD_CTX_new(), "EVP_MD_CTX_free") as context:
            prepare_digest(self._library, "EVP_DigestSignInit_ex", context, self._handle, user_id)
            if call.EVP_DigestSign(context, signature, ctypes.byref(size), message, len(message)) != 1:
                raise self._library.failure("EVP_DigestSign")
        return signature.raw[: size.value]

    def sign_digest(self, digest: bytes) -> bytes:
        return run(self._library, "EVP_PKEY_sign", self._handle, checked_digest(digest), _LONGEST_SIGNATURE)

    def decrypt(self, ciphertext: bytes) -> bytes:
        text = Ciphertext.load(ciphertext).text
        try:
            return run(self._library, "EVP_PKEY_decrypt", self._handle, ciphertext, len(ciphertext))[: len(text)]
        except EngineFailed:
            raise Forged("the SM2 ciphertext was altered, or is for another key") from None


def prepare_digest(library: Library, init: str, context: int, handle: Handle, user_id: bytes) -> None:
    """Let `context` digest with SM3, beginning with Z of `user_id`. Raises EngineFailed."""
    inner = c_void_p()
    checked_id(user_id)
    started = getattr(library.call, init)(context, ctypes.byref(inner), b"SM3", None, None, handle.pointer, None) == 1
    if not started or library.call.EVP_PKEY_CTX_set1_id(inner, user_id, len(user_id)) <= 0:
        raise library.failure(init)


def context_of(library: Library, handle: Handle) -> int | None:
    """What one operation with the key keeps; the caller frees it."""
    context: int | None = library.call.EVP_PKEY_CTX_new_from_pkey(None, handle.pointer, None)
    return context


def run(library: Library, operation: str, handle: Handle, data: bytes, room: int) -> bytes:
    """What `operation` makes of `data`, at most `room` bytes. Raises EngineFailed."""
    size, out = c_size_t(room), ctypes.create_string_buffer(room)
    with library.owned(context_of(library, handle), "EVP_PKEY_CTX_free") as context:
        ready = getattr(library.call, f"{operation}_init")(context) == 1
        if not ready or getattr(library.call, operation)(context, out, ctypes.byref(size), data, len(data)) != 1:
            raise library.failure(operation)
    return out.raw[: size.value]
