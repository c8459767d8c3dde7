"""Electronic seals and what is sealed with them (GB/T 38540-2020, versions 1 and 2 of GM/T 0031-2014, 5 of GM/T 0031-2025)."""

from mingtang.lib.crypto.seals.making import make_seal, sign_with_seal
from mingtang.lib.crypto.seals.reading import read_seal, read_seal_signature
from mingtang.lib.crypto.seals.structure import Picture, Seal, SealSignature
from mingtang.lib.crypto.seals.verifying import SealState, StateOfSeal, verify_seal_signature

__all__ = [
    "Picture",
    "Seal",
    "SealSignature",
    "SealState",
    "StateOfSeal",
    "make_seal",
    "read_seal",
    "read_seal_signature",
    "sign_with_seal",
    "verify_seal_signature",
]
