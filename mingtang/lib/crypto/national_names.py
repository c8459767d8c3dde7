"""Teaches asn1crypto the national identifiers, of which it knows none. Call `teach()` before it reads anything.

The names are those of its own style: `sm2p256v1` for the curve, `sm3`, `sm2_sm3` in certificates, `sm2` in messages of
GB/T 35275, `gm_signed_data` and so on for contents.
"""

from functools import cache
from typing import Any

from asn1crypto import algos, cms, core, keys

from mingtang.lib.crypto import oids

_NATIONAL_SIGNATURES = ("sm2_sm3", "sm2")


@cache
def teach() -> None:
    """Once for the process; asking again does nothing."""
    keys.NamedCurve.register("sm2p256v1", oids.SM2_CURVE, 32)
    _name(algos.DigestAlgorithmId, oids.SM3, "sm3")
    _name(algos.SignedDigestAlgorithmId, oids.SM2_WITH_SM3, "sm2_sm3")
    _name(algos.SignedDigestAlgorithmId, oids.SM2_SIGNING, "sm2")
    _name(algos.EncryptionAlgorithmId, oids.SM4_CBC, "sm4_cbc")
    _name(algos.EncryptionAlgorithmId, oids.SM4_ECB, "sm4_ecb")
    _name(cms.ContentType, oids.GM_DATA, "gm_data")
    _name(cms.ContentType, oids.GM_SIGNED_DATA, "gm_signed_data")
    _name(cms.ContentType, oids.GM_ENVELOPED_DATA, "gm_enveloped_data")
    cms.ContentInfo._oid_specs |= {"gm_signed_data": cms.SignedData, "gm_enveloped_data": cms.EnvelopedData}
    cms.EncapsulatedContentInfo._oid_specs["gm_data"] = core.OctetString
    _answer("signature_algo", "sm2")
    _answer("hash_algo", "sm3")


def _name(identifiers: Any, oid: str, name: str) -> None:
    identifiers._map[oid] = name
    if identifiers._reverse_map is not None:
        identifiers._reverse_map[name] = oid


def _answer(question: str, national: str) -> None:
    """Let `SignedDigestAlgorithm.<question>` be `national` for national signatures, as before for all others."""
    before: Any = getattr(algos.SignedDigestAlgorithm, question)

    def answer(algorithm: Any) -> Any:
        return national if algorithm["algorithm"].native in _NATIONAL_SIGNATURES else before.fget(algorithm)

    setattr(algos.SignedDigestAlgorithm, question, property(answer))
