"""SM2 by the libcrypto (OpenSSL 3.0 or newer) of the operating system, called through ctypes."""

from mingtang.lib.crypto.engine.libcrypto.engine import LibcryptoEngine

__all__ = ["LibcryptoEngine"]
