"""Messages signed with JSON Web Signature, one signature in the flattened form (RFC 7515 7.2.2, RFC 8555 6.2).

What a stranger sends is bounded and read strictly; signatures are verified by jwcrypto, with the one algorithm that fits
the key, so that a message never chooses how it is verified.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwcrypto.common import JWException, base64url_decode, base64url_encode
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

MOST_BYTES = 64 * 1024
ALGORITHMS = ("ES256", "RS256", "EdDSA")
_PARTS = {"protected", "payload", "signature"}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_OF_KEY = {("EC", "P-256"): "ES256", ("RSA", None): "RS256", ("OKP", "Ed25519"): "EdDSA"}
_MEMBERS = {"EC": ("kty", "crv", "x", "y"), "RSA": ("kty", "n", "e"), "OKP": ("kty", "crv", "x")}
_RSA_BITS = range(2048, 4097)


class JwsFault(Exception):
    """Bytes are no signed message of the form that is read here; the message says why."""


class BadAlgorithm(JwsFault):
    """Signed with another algorithm than `ALGORITHMS`."""


class BadKey(JwsFault):
    """Not a public key of the kinds that are used here."""


class BadSignature(JwsFault):
    """The signature is not of this key over this message."""


@dataclass(frozen=True)
class PublicKey:
    """A public key as JSON Web Key (RFC 7517); `jwk` holds the members of its thumbprint and no other."""

    jwk: Mapping[str, str]

    @classmethod
    def read(cls, told: object) -> "PublicKey":
        """The key that `told` is: P-256, RSA of 2048 to 4096 bits, or Ed25519. Raises BadKey."""
        if not isinstance(told, dict) or (told.get("kty"), told.get("crv")) not in _OF_KEY or "d" in told:
            raise BadKey("a key is public, and one of P-256, RSA and Ed25519")
        key = cls({member: str(told.get(member, "")) for member in _MEMBERS[told["kty"]]})
        key.require_sound()
        return key

    def require_sound(self) -> None:
        """Raises BadKey if it is not on its curve, or too short."""
        try:
            inside = self._key.get_op_key("verify")
        except (JWException, ValueError, TypeError) as fault:
            raise BadKey("the key is not what it says it is") from fault
        if isinstance(inside, RSAPublicKey) and inside.key_size not in _RSA_BITS:
            raise BadKey("an RSA key has 2048 to 4096 bits")

    @property
    def algorithm(self) -> str:
        """The only algorithm that it signs with."""
        return _OF_KEY[self.jwk["kty"], self.jwk.get("crv")]

    @property
    def thumbprint(self) -> str:
        """SHA-256 over its canonical form, base64url (RFC 7638)."""
        return str(self._key.thumbprint())

    @property
    def spki(self) -> bytes:
        """SubjectPublicKeyInfo, DER."""
        public = self._key.get_op_key("verify")
        return bytes(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    @cached_property
    def _key(self) -> Any:
        return JWK(**self.jwk)


@dataclass(frozen=True)
class Jws:
    """A message as it came: nothing of it is verified before `verify` or `verify_mac`."""

    header: Mapping[str, Any]
    payload: bytes
    compact: str

    @classmethod
    def read(cls, encoded: bytes) -> "Jws":
        """The message in JSON of at most 64 KiB. Raises JwsFault."""
        if len(encoded) > MOST_BYTES:
            raise JwsFault("longer than 64 KiB")
        return cls.of(_object(encoded))

    @classmethod
    def of(cls, told: object) -> "Jws":
        """The message in an object that JSON was read into. Raises JwsFault."""
        if not isinstance(told, dict) or set(told) != _PARTS or not all(map(_is_base64url, told.values())):
            raise JwsFault("not a flattened JWS of protected, payload and signature, in base64url without padding")
        header = _object(_bytes(told["protected"]))
        if not isinstance(header, dict) or {"crit", "b64"} & set(header):
            raise JwsFault("the protected header is no object, or has parts that must be understood and are not")
        return cls(header, _bytes(told["payload"]), f"{told['protected']}.{told['payload']}.{told['signature']}")

    def read_payload(self) -> Any:
        """What its payload is in JSON. Raises JwsFault."""
        return _object(self.payload)

    @property
    def key_inside(self) -> PublicKey:
        """The key that the header brings. Raises BadKey."""
        return PublicKey.read(self.header.get("jwk"))

    def verify(self, key: PublicKey) -> None:
        """Raises BadAlgorithm for others than that of `key`, BadSignature."""
        if self.header.get("alg") not in ALGORITHMS or self.header["alg"] != key.algorithm:
            raise BadAlgorithm(f"{self.header.get('alg')} is not the algorithm of this key")
        self._verify(key._key, key.algorithm)

    def verify_mac(self, secret: bytes) -> None:
        """The same for a code made with a shared secret, HS256. Raises BadAlgorithm, BadSignature."""
        if self.header.get("alg") != "HS256":
            raise BadAlgorithm("a message under a shared secret is authenticated with HS256")
        self._verify(JWK(kty="oct", k=base64url_encode(secret)), "HS256")

    def _verify(self, key: Any, algorithm: str) -> None:
        token = JWS()
        token.allowed_algs = [algorithm]
        try:
            token.deserialize(self.compact, key, algorithm)
        except (JWException, ValueError, TypeError) as fault:
            raise BadSignature("the signature does not fit message and key") from fault


def _is_base64url(value: object) -> bool:
    return isinstance(value, str) and _BASE64URL.fullmatch(value) is not None


def _bytes(text: str) -> bytes:
    try:
        return bytes(base64url_decode(text))
    except ValueError as fault:
        raise JwsFault("not base64url") from fault


def _object(encoded: bytes) -> Any:
    try:
        return json.loads(encoded)
    except (ValueError, RecursionError) as fault:
        raise JwsFault("not JSON") from fault
