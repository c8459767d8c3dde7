import pytest

from mingtang.lib.crypto.engine import Engine
from mingtang.lib.crypto.engine.libcrypto import LibcryptoEngine
from mingtang.lib.crypto.engine.pure import PureEngine
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, RsaKey, generate_key


@pytest.fixture(params=[LibcryptoEngine, PureEngine], ids=["libcrypto", "pure"])
def either(request: pytest.FixtureRequest) -> Engine:
    """Each of the two engines in turn."""
    return request.param()


@pytest.fixture(scope="session")
def rsa_key() -> RsaKey:
    """Making one takes a while."""
    return RsaKey.generate(2048)


@pytest.fixture(params=list(KeyKind), ids=str)
def key(request: pytest.FixtureRequest, rsa_key: RsaKey) -> PrivateKey:
    """A private key of each kind in turn."""
    return rsa_key if request.param is KeyKind.RSA else generate_key(request.param)
