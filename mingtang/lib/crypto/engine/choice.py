"""Which engine this process uses: the system's library, or where that has no SM2 the one in plain Python."""

from functools import cache

from mingtang.lib.crypto.engine.libcrypto import LibcryptoEngine
from mingtang.lib.crypto.engine.port import Engine
from mingtang.lib.crypto.engine.pure import PureEngine
from mingtang.lib.crypto.faults import EngineUnavailable


@cache
def engine() -> Engine:
    """The engine for everything that needs no private key: verifying, encrypting. Chosen once."""
    try:
        return LibcryptoEngine()
    except EngineUnavailable:
        return PureEngine()


def engine_for_private_keys() -> Engine:
    """The engine, if private keys are safe in it. Raises EngineUnavailable: then this machine is no authority."""
    if not engine().guards_private_keys:
        raise EngineUnavailable(
            "this system's libcrypto has no SM2: signatures can be verified, but no private key is used. "
            "Run Mingtang on Debian or Ubuntu"
        )
    return engine()
