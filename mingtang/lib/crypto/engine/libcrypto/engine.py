"""The engine over the operating system's library."""

from mingtang.lib.crypto.engine.libcrypto.handles import handle_of_number, handle_of_point, new_handle
from mingtang.lib.crypto.engine.libcrypto.keys import LibcryptoPrivateKey, LibcryptoPublicKey
from mingtang.lib.crypto.engine.libcrypto.library import library
from mingtang.lib.crypto.engine.parameters import POINT_SIZE, SIZE, N
from mingtang.lib.crypto.faults import KeyRefused


class LibcryptoEngine:
    """SM2 by libcrypto; `Engine` says what its methods do."""

    name = "libcrypto"
    guards_private_keys = True

    def __init__(self) -> None:
        """Raises EngineUnavailable if no library here has SM2."""
        self._library = library()

    @property
    def version(self) -> str:
        return self._library.version

    def generate(self) -> LibcryptoPrivateKey:
        return LibcryptoPrivateKey(self._library, new_handle(self._library))

    def private_key(self, number: bytes) -> LibcryptoPrivateKey:
        if len(number) != SIZE or not 0 < int.from_bytes(number, "big") < N - 1:
            raise KeyRefused("the number of an SM2 key is out of range")
        return LibcryptoPrivateKey(self._library, handle_of_number(self._library, number))

    def public_key(self, point: bytes) -> LibcryptoPublicKey:
        if len(point) != POINT_SIZE or point[0] != 4:
            raise KeyRefused("the point of an SM2 key is not 04, x, y")
        return LibcryptoPublicKey(self._library, handle_of_point(self._library, point))
