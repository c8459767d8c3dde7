"""SM2, by the system's libcrypto or in plain Python, and the proof that it computes right (GB/T 32918, GM/T 0003)."""

from mingtang.lib.crypto.engine.choice import engine, engine_for_private_keys
from mingtang.lib.crypto.engine.message import message_hasher, z_value
from mingtang.lib.crypto.engine.parameters import DEFAULT_ID
from mingtang.lib.crypto.engine.port import Engine, Sm2PrivateKey, Sm2PublicKey
from mingtang.lib.crypto.engine.self_test import Check, SelfTest, self_test

__all__ = [
    "DEFAULT_ID",
    "Check",
    "Engine",
    "SelfTest",
    "Sm2PrivateKey",
    "Sm2PublicKey",
    "engine",
    "engine_for_private_keys",
    "message_hasher",
    "self_test",
    "z_value",
]
