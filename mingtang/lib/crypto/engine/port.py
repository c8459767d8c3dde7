"""What an engine offers: SM2 over points and numbers. Encodings of keys are above it, in `keys`."""

from typing import Protocol

MOST_PLAINTEXT = 1 << 16  # bytes: SM2 encrypts keys and short messages, never files


class Sm2PublicKey(Protocol):
    """A point on the curve; may be used by several threads at once."""

    @property
    def point(self) -> bytes:
        """04, x, y: 65 bytes."""

    def verify(self, signature: bytes, message: bytes, *, user_id: bytes) -> bool:
        """Whether `signature` (DER of r and s) is that of `message` by the holder of `user_id`; malformed ones are not."""

    def verify_digest(self, signature: bytes, digest: bytes) -> bool:
        """The same over e = SM3(Z ‖ M), 32 bytes, made elsewhere (see `message_hasher`)."""

    def encrypt(self, plaintext: bytes) -> bytes:
        """SM2Cipher of GM/T 0009, DER of x, y, C3, C2. Raises Malformed unless 1 to 65536 bytes are given."""


class Sm2PrivateKey(Protocol):
    """A number between 1 and n-2, and what only its holder can do; may be used by several threads at once."""

    @property
    def public(self) -> Sm2PublicKey:
        """Its public half."""

    def number(self) -> bytes:
        """The number itself, 32 bytes in clear: to be sealed or enveloped at once."""

    def sign(self, message: bytes, *, user_id: bytes) -> bytes:
        """DER of r and s, different at every call."""

    def sign_digest(self, digest: bytes) -> bytes:
        """The same over e = SM3(Z ‖ M), 32 bytes, made elsewhere. Raises Malformed for another length."""

    def decrypt(self, ciphertext: bytes) -> bytes:
        """The plain text of an SM2Cipher. Raises Malformed, or Forged if C1 is off the curve or C3 does not fit."""


class Engine(Protocol):
    """One implementation of SM2."""

    @property
    def name(self) -> str:
        """`libcrypto` or `pure`."""

    @property
    def version(self) -> str:
        """What the library calls itself."""

    @property
    def guards_private_keys(self) -> bool:
        """Whether its time does not depend on the key, so that keys of others, above all of an authority, are safe in it."""

    def generate(self) -> Sm2PrivateKey:
        """A new key from the random numbers of the system."""

    def private_key(self, number: bytes) -> Sm2PrivateKey:
        """The key of a number of 32 bytes. Raises KeyRefused out of range."""

    def public_key(self, point: bytes) -> Sm2PublicKey:
        """The key of an uncompressed point of 65 bytes. Raises KeyRefused off the curve."""
