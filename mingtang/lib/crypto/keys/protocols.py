"""What every private key can do, wherever it lives."""

from typing import Protocol

from mingtang.lib.crypto.keys.kinds import KeyKind


class SigningKey(Protocol):
    """A private key in this process, in a sealed store, in a device. Threads may share it."""

    @property
    def algorithm(self) -> KeyKind:
        """Which kind it is."""

    @property
    def spki(self) -> bytes:
        """Its public half: SubjectPublicKeyInfo, DER (RFC 5280 4.1.2.7)."""

    @property
    def signature_algorithm(self) -> bytes:
        """AlgorithmIdentifier of what `sign` makes, DER."""

    def sign(self, data: bytes) -> bytes:
        """Signature over `data` as certificates carry it: DER of r and s, for RSA the bytes of PKCS#1 v1.5.

        SM2 keys sign as the holder of the default identifier. Raises EngineFailed.
        """


class PrivateKey(SigningKey, Protocol):
    """A key whose number is in this process: it can be written out, sealed or enveloped, and decrypts."""

    def decrypt(self, ciphertext: bytes) -> bytes:
        """What `encrypt` closed for its public half. Raises Malformed, Forged, or KeyRefused for ECDSA."""

    def pkcs8(self) -> bytes:
        """PrivateKeyInfo, DER, in clear: to be sealed at once, never to be stored or logged."""
