"""The key with which this node signs identity tokens for other systems (OpenID Connect)."""

import os
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

_BITS = 3072


def signing_key(folder: Path) -> str:
    """The key in PEM, made once in `folder`; when several processes start at once, all use the first one's."""
    path = folder / "oidc_key.pem"
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    key = generate_private_key(public_exponent=65537, key_size=_BITS)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
