"""SM2 keys and their encodings: RFC 5480 and RFC 5915 with the curve of GM/T 0009."""

from functools import cached_property, lru_cache

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.engine import DEFAULT_ID, Sm2PrivateKey, Sm2PublicKey, engine, engine_for_private_keys
from mingtang.lib.crypto.faults import KeyRefused
from mingtang.lib.crypto.keys.information import private_key_info, public_key_info
from mingtang.lib.crypto.keys.kinds import KeyKind

_SIZE = 32  # bytes of a private number


class Sm2Key:
    """A private SM2 key; `PrivateKey` says what its methods do."""

    algorithm = KeyKind.SM2
    signature_algorithm = KeyKind.SM2.signature_algorithm

    def __init__(self, inner: Sm2PrivateKey) -> None:
        self._inner = inner

    @classmethod
    def generate(cls) -> "Sm2Key":
        """A new one. Raises EngineUnavailable where only plain Python computes SM2."""
        return cls(engine_for_private_keys().generate())

    @classmethod
    def of_number(cls, number: bytes) -> "Sm2Key":
        """The key of a number of 32 bytes. Raises KeyRefused out of range, EngineUnavailable as `generate`."""
        return cls(engine_for_private_keys().private_key(number))

    def __repr__(self) -> str:
        return f"<Sm2Key of {self.point[1:5].hex()}…>"

    @property
    def point(self) -> bytes:
        """The public half as 04, x, y: 65 bytes."""
        return self._inner.public.point

    @cached_property
    def spki(self) -> bytes:
        return spki_of_point(self.point)

    def sign(self, data: bytes, *, user_id: bytes = DEFAULT_ID) -> bytes:
        """DER of r and s over `data`, as the holder of `user_id`."""
        return self._inner.sign(data, user_id=user_id)

    def sign_digest(self, digest: bytes) -> bytes:
        """The same over e = SM3(Z ‖ M) of a long or foreign message (see `message_hasher`). Raises Malformed."""
        return self._inner.sign_digest(digest)

    def decrypt(self, ciphertext: bytes) -> bytes:
        return self._inner.decrypt(ciphertext)

    def number(self) -> bytes:
        """The private number, 32 bytes in clear."""
        return self._inner.number()

    def pkcs8(self) -> bytes:
        public = der.explicit(1, der.bit_string(self.point))
        curve = der.explicit(0, der.oid(oids.SM2_CURVE))
        inside = der.sequence(der.integer(1), der.octet_string(self.number()), curve, public)
        return private_key_info(KeyKind.SM2, inside)


def sm2_key_of(ec_private_key: bytes) -> Sm2Key:
    """The key of an ECPrivateKey (RFC 5915). Raises Malformed; KeyRefused out of range or if the public half is another's."""
    version, number, *optional = der.sequence_of(ec_private_key, 2, 3, 4)
    digits = der.octets_of(number)
    if der.unsigned_of(version) != 1 or len(digits) > _SIZE:
        raise KeyRefused("not an EC private key of the SM2 curve")
    key = Sm2Key.of_number(digits.rjust(_SIZE, b"\0"))  # some programs leave leading zeros out
    own = {der.explicit(0, der.oid(oids.SM2_CURVE)), der.explicit(1, der.bit_string(key.point))}
    if any(part.whole not in own for part in optional):
        raise KeyRefused("curve or public half do not belong to the private number")
    return key


def spki_of_point(point: bytes) -> bytes:
    """SubjectPublicKeyInfo, DER, of 04, x, y."""
    return public_key_info(KeyKind.SM2, point)


@lru_cache(maxsize=1024)  # the same few authorities are asked for again and again
def sm2_public_key(point: bytes) -> Sm2PublicKey:
    """The public key of 04, x, y, ready for use. Raises KeyRefused off the curve."""
    return engine().public_key(point)
