"""Handles of keys inside the library: each is freed once, and neither copied nor shown."""

from ctypes import byref, c_void_p
from typing import NoReturn

from mingtang.lib.crypto import der
from mingtang.lib.crypto.engine.libcrypto.library import Library
from mingtang.lib.crypto.faults import KeyRefused

_NAME = b"SM2"

# DER around the bare numbers; in both, lengths are fixed. The algorithm is EC_PUBLIC_KEY with SM2_CURVE.
_PUBLIC = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
_PRIVATE = bytes.fromhex("30310201010420"), bytes.fromhex("a00a06082a811ccf5501822d")


class Handle:
    """One EVP_PKEY for as long as this object lives. The library lets threads share it for everything done here."""

    __slots__ = ("_library", "pointer")

    def __init__(self, library: Library, pointer: int) -> None:
        self._library = library
        self.pointer = pointer

    def __del__(self) -> None:
        self._library.call.EVP_PKEY_free(self.pointer)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key inside a library can be neither copied nor pickled")


def handle_of_point(library: Library, point: bytes) -> Handle:
    """The public key of 65 bytes. Raises KeyRefused off the curve."""
    return _handle(library, library.decoded("d2i_PUBKEY", _PUBLIC + point))


def handle_of_number(library: Library, number: bytes) -> Handle:
    """The private key of 32 bytes, its public half computed by the library. Raises KeyRefused."""
    return _handle(library, library.decoded("d2i_AutoPrivateKey", number.join(_PRIVATE)))


def _handle(library: Library, pointer: int | None) -> Handle:
    if not pointer:
        raise KeyRefused("not a key on the SM2 curve")
    handle = Handle(library, pointer)
    if library.call.EVP_PKEY_is_a(pointer, _NAME) != 1:
        raise KeyRefused("not a key on the SM2 curve")
    return handle


def new_handle(library: Library) -> Handle:
    """A new key pair. Raises EngineFailed."""
    made = c_void_p()
    with library.owned(library.call.EVP_PKEY_CTX_new_from_name(None, _NAME, None), "EVP_PKEY_CTX_free") as context:
        done = library.call.EVP_PKEY_keygen_init(context) == 1
        if not done or library.call.EVP_PKEY_generate(context, byref(made)) != 1 or not made.value:
            raise library.failure("EVP_PKEY_generate")
    return Handle(library, made.value)


def point_inside(library: Library, handle: Handle) -> bytes:
    """04, x, y: 65 bytes. Raises EngineFailed."""
    _, point = der.sequence_of(library.encoded("i2d_PUBKEY", handle.pointer), 2)
    return der.bits_of(point)


def number_inside(library: Library, handle: Handle) -> bytes:
    """The private number, 32 bytes. Raises EngineFailed."""
    _, number, *_ = der.sequence_of(library.encoded("i2d_PrivateKey", handle.pointer))  # RFC 5915
    return der.octets_of(number)
