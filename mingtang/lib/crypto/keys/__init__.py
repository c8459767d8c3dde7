"""Keys of three kinds behind one face: SM2, ECDSA on P-256, RSA. Everything goes in and comes out as DER bytes."""

from mingtang.lib.crypto.keys.digests import DIGESTS, NAMING_DIGESTS
from mingtang.lib.crypto.keys.envelope import envelope_key, open_envelope
from mingtang.lib.crypto.keys.international import EcdsaKey, RsaKey
from mingtang.lib.crypto.keys.kinds import KeyKind
from mingtang.lib.crypto.keys.pkcs8 import decrypt_pkcs8, encrypt_pkcs8, from_pem, load_pkcs8, to_pem
from mingtang.lib.crypto.keys.pkcs12 import export_pkcs12
from mingtang.lib.crypto.keys.protocols import PrivateKey, SigningKey
from mingtang.lib.crypto.keys.raw import signature_from_raw, signature_to_raw
from mingtang.lib.crypto.keys.sm2 import Sm2Key
from mingtang.lib.crypto.keys.using import (
    encrypt,
    generate_key,
    key_identifier,
    kind_of,
    require_public_key,
    sm2_point,
    verify,
    verify_sm2_digest,
)

__all__ = [
    "DIGESTS",
    "NAMING_DIGESTS",
    "EcdsaKey",
    "KeyKind",
    "PrivateKey",
    "RsaKey",
    "SigningKey",
    "Sm2Key",
    "decrypt_pkcs8",
    "encrypt",
    "encrypt_pkcs8",
    "envelope_key",
    "export_pkcs12",
    "from_pem",
    "generate_key",
    "key_identifier",
    "kind_of",
    "load_pkcs8",
    "open_envelope",
    "require_public_key",
    "signature_from_raw",
    "signature_to_raw",
    "sm2_point",
    "to_pem",
    "verify",
    "verify_sm2_digest",
]
