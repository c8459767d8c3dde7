"""The engine in plain Python, and its keys; `engine.port` says what their methods do."""

import platform
from functools import cached_property

from mingtang.lib.crypto.engine.ciphertext import Ciphertext, checked_plaintext
from mingtang.lib.crypto.engine.message import checked_digest, message_hasher
from mingtang.lib.crypto.engine.parameters import POINT_SIZE, SIZE, N, coordinates_of, point_of
from mingtang.lib.crypto.engine.pure import encryption, signatures
from mingtang.lib.crypto.engine.pure.points import affine, is_on_curve, times_base
from mingtang.lib.crypto.faults import KeyRefused


class PurePublicKey:
    """A point on the curve."""

    def __init__(self, point: bytes) -> None:
        """Raises KeyRefused unless `point` is 04, x, y of a point on the curve."""
        if len(point) != POINT_SIZE or point[0] != 4 or not is_on_curve(coordinates_of(point)):
            raise KeyRefused("not a point on the SM2 curve")
        self.point = point

    def verify(self, signature: bytes, message: bytes, *, user_id: bytes) -> bool:
        return self.verify_digest(signature, digest_of(self.point, message, user_id))

    def verify_digest(self, signature: bytes, digest: bytes) -> bool:
        return signatures.verifies(coordinates_of(self.point), signature, checked_digest(digest))

    def encrypt(self, plaintext: bytes) -> bytes:
        point = coordinates_of(self.point)
        return encryption.encrypt(point, checked_plaintext(plaintext), signatures.nonces()).dump()


class PurePrivateKey:
    """A number between 1 and n-2."""

    def __init__(self, number: bytes) -> None:
        """Raises KeyRefused unless `number` is 32 bytes, in range."""
        self._number = int.from_bytes(number, "big")
        if len(number) != SIZE or not 0 < self._number < N - 1:
            raise KeyRefused("the number of an SM2 key is out of range")

    @cached_property
    def public(self) -> PurePublicKey:
        return PurePublicKey(point_of(*affine(times_base(self._number))))

    def number(self) -> bytes:
        return self._number.to_bytes(SIZE, "big")

    def sign(self, message: bytes, *, user_id: bytes) -> bytes:
        return self.sign_digest(digest_of(self.public.point, message, user_id))

    def sign_digest(self, digest: bytes) -> bytes:
        return signatures.sign(self._number, checked_digest(digest), signatures.nonces())

    def decrypt(self, ciphertext: bytes) -> bytes:
        return encryption.decrypt(self._number, Ciphertext.load(ciphertext))


class PureEngine:
    """SM2 in plain Python."""

    name = "pure"
    version = f"Python {platform.python_version()}"
    guards_private_keys = False

    def generate(self) -> PurePrivateKey:
        number = next(number for number in signatures.nonces() if number < N - 1)
        return PurePrivateKey(number.to_bytes(SIZE, "big"))

    def private_key(self, number: bytes) -> PurePrivateKey:
        return PurePrivateKey(number)

    def public_key(self, point: bytes) -> PurePublicKey:
        return PurePublicKey(point)


def digest_of(point: bytes, message: bytes, user_id: bytes) -> bytes:
    """e, 32 bytes, of the whole message."""
    hasher = message_hasher(point, user_id)
    hasher.update(message)
    return hasher.digest()
