"""Private keys as files: PKCS#8, in clear or under a passphrase (RFC 5958, RFC 8018), and PEM around it (RFC 7468)."""

import base64
import binascii

from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.crypto.keys.information import read_private_key_info
from mingtang.lib.crypto.keys.international import international_key_of
from mingtang.lib.crypto.keys.kinds import KeyKind
from mingtang.lib.crypto.keys.pbes2 import ITERATIONS, decrypted_under, encrypted_under
from mingtang.lib.crypto.keys.protocols import PrivateKey
from mingtang.lib.crypto.keys.sm2 import sm2_key_of

_MOST_PEM = 1 << 20
_LINE = 64


def load_pkcs8(der: bytes) -> PrivateKey:
    """The key of PrivateKeyInfo in clear. Raises Malformed, KeyRefused, EngineUnavailable."""
    kind, inside = read_private_key_info(der)
    return sm2_key_of(inside) if kind is KeyKind.SM2 else international_key_of(der)


def encrypt_pkcs8(key: PrivateKey, passphrase: str, *, iterations: int = ITERATIONS) -> bytes:
    """EncryptedPrivateKeyInfo, DER, that `openssl pkey` reads. Raises KeyRefused for an empty passphrase."""
    return encrypted_under(passphrase, key.pkcs8(), iterations)


def decrypt_pkcs8(der: bytes, passphrase: str) -> PrivateKey:
    """The key of EncryptedPrivateKeyInfo. Raises Forged for another passphrase, and as `load_pkcs8`."""
    return load_pkcs8(decrypted_under(passphrase, der))


def to_pem(label: str, der: bytes) -> str:
    """`der` between lines that name it, such as `ENCRYPTED PRIVATE KEY`, `PUBLIC KEY`, `CERTIFICATE`."""
    text = base64.b64encode(der).decode("ascii")
    lines = "\n".join(text[at : at + _LINE] for at in range(0, len(text), _LINE))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"


def from_pem(label: str, text: str) -> bytes:
    """The bytes of the first such block in `text`. Raises Malformed if there is none, or more than a megabyte."""
    _, begun, rest = text[:_MOST_PEM].partition(f"-----BEGIN {label}-----")
    inside, ended, _ = rest.partition(f"-----END {label}-----")
    if not begun or not ended:
        raise Malformed(f"no {label} in PEM")
    try:
        return base64.b64decode("".join(inside.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed(f"the {label} is no base64") from None
