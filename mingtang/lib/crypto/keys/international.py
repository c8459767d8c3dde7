"""ECDSA and RSA keys by the package `cryptography`: ECDSA on P-256 and RSA of 2048 to 8192 bits, both with SHA-256."""

from functools import cached_property, lru_cache
from typing import NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from mingtang.lib.crypto.faults import Forged, KeyRefused, Malformed
from mingtang.lib.crypto.keys.kinds import KeyKind

LEAST_RSA_BITS, USUAL_RSA_BITS, MOST_RSA_BITS = 2048, 3072, 8192
LEAST_RSA_EXPONENT = 65537
_MOST_BYTES = 16_384  # of an encoded key
_SHA256 = hashes.SHA256()
_OAEP = padding.OAEP(padding.MGF1(_SHA256), _SHA256, label=None)


class EcdsaKey:
    """A private key on P-256; `PrivateKey` says what its methods do."""

    algorithm = KeyKind.ECDSA_P256
    signature_algorithm = KeyKind.ECDSA_P256.signature_algorithm

    def __init__(self, inner: ec.EllipticCurvePrivateKey) -> None:
        if not isinstance(inner.curve, ec.SECP256R1):
            raise KeyRefused("ECDSA keys are on P-256")
        self._inner = inner

    @classmethod
    def generate(cls) -> "EcdsaKey":
        """A new one."""
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @cached_property
    def spki(self) -> bytes:
        return _spki(self._inner.public_key())

    def sign(self, data: bytes) -> bytes:
        return self._inner.sign(data, ec.ECDSA(_SHA256))

    def decrypt(self, ciphertext: bytes) -> NoReturn:
        raise KeyRefused("ECDSA keys sign, they do not decrypt")

    def pkcs8(self) -> bytes:
        return _pkcs8(self._inner)


class RsaKey:
    """A private RSA key; `PrivateKey` says what its methods do."""

    algorithm = KeyKind.RSA
    signature_algorithm = KeyKind.RSA.signature_algorithm

    def __init__(self, inner: rsa.RSAPrivateKey) -> None:
        _require_size(inner.key_size)
        self._inner = inner

    @classmethod
    def generate(cls, bits: int = USUAL_RSA_BITS) -> "RsaKey":
        """A new one. Raises KeyRefused below 2048 and above 8192 bits."""
        _require_size(bits)
        return cls(rsa.generate_private_key(LEAST_RSA_EXPONENT, bits))

    @cached_property
    def spki(self) -> bytes:
        return _spki(self._inner.public_key())

    def sign(self, data: bytes) -> bytes:
        return self._inner.sign(data, padding.PKCS1v15(), _SHA256)

    def decrypt(self, ciphertext: bytes) -> bytes:
        try:
            return self._inner.decrypt(ciphertext, _OAEP)
        except ValueError:
            raise Forged("the RSA ciphertext was altered, or is for another key") from None

    def pkcs8(self) -> bytes:
        return _pkcs8(self._inner)


def international_key_of(pkcs8: bytes) -> EcdsaKey | RsaKey:
    """The key of PrivateKeyInfo in clear. Raises KeyRefused."""
    try:
        inner = serialization.load_der_private_key(_bounded(pkcs8), None)
    except (ValueError, TypeError):
        raise KeyRefused("the private key cannot be read") from None
    if isinstance(inner, rsa.RSAPrivateKey):
        return RsaKey(inner)
    if isinstance(inner, ec.EllipticCurvePrivateKey):
        return EcdsaKey(inner)
    raise KeyRefused("a private key of another kind")


def verifies(spki: bytes, signature: bytes, data: bytes) -> bool:
    """Whether `signature` is that of `data`. Raises KeyRefused for a bad key."""
    key = international_public_key(spki)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), _SHA256)
        else:
            key.verify(signature, data, ec.ECDSA(_SHA256))
    except InvalidSignature:
        return False
    return True


def rsa_encrypted(spki: bytes, plaintext: bytes) -> bytes:
    """OAEP with SHA-256. Raises Malformed for more than the size of the key less 66 bytes."""
    key = international_public_key(spki)
    if not isinstance(key, rsa.RSAPublicKey):
        raise KeyRefused("ECDSA keys sign, nothing is encrypted to them")
    try:
        return key.encrypt(plaintext, _OAEP)
    except ValueError:
        raise Malformed("RSA encrypts keys and short messages only") from None


@lru_cache(maxsize=1024)
def international_public_key(spki: bytes) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
    """The public key, ready for use. Raises KeyRefused."""
    try:
        key = serialization.load_der_public_key(_bounded(spki))
    except (ValueError, TypeError):
        raise KeyRefused("the public key cannot be read") from None
    if isinstance(key, rsa.RSAPublicKey):
        _require_size(key.key_size)
        _require_exponent(key.public_numbers().e)
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise KeyRefused("a public key of another kind")


def _require_size(bits: int) -> None:
    if not LEAST_RSA_BITS <= bits <= MOST_RSA_BITS:
        raise KeyRefused(f"RSA keys have {LEAST_RSA_BITS} to {MOST_RSA_BITS} bits")


def _require_exponent(exponent: int) -> None:
    if not LEAST_RSA_EXPONENT <= exponent < 1 << 32:
        raise KeyRefused(f"the public exponent of an RSA key is {LEAST_RSA_EXPONENT} or a little more")


def _bounded(encoded: bytes) -> bytes:
    if len(encoded) > _MOST_BYTES:
        raise KeyRefused("the key is too long")
    return encoded


def _spki(key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _pkcs8(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
