"""Verifying signatures inside paths: SM2 by our engine, all others as the validator does."""

from typing import Any

from asn1crypto import algos, keys
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from mingtang.lib.crypto.certificates.signed import signature_is_by
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import KeyKind, kind_of


class SignaturesOfAllKinds(DefaultSignatureValidator):
    """SM2 signatures are verified under the default identifier. Raises InvalidSignature, as the validator expects."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: keys.PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        *context: Any,
        **more: Any,
    ) -> None:
        spki = public_key_info.dump()
        if not _is_sm2(spki):
            try:
                super().validate_signature(
                    signature, signed_data, public_key_info, signature_algorithm, *context, **more
                )
            except UnsupportedAlgorithm as unknown:  # a kind of key nobody here knows
                raise InvalidSignature from unknown
        elif not _is_good(spki, signature_algorithm.dump(), signature, signed_data):
            raise InvalidSignature


def _is_sm2(spki: bytes) -> bool:
    try:
        return kind_of(spki) is KeyKind.SM2
    except CryptoFault:
        return False


def _is_good(spki: bytes, algorithm: bytes, signature: bytes, signed_data: bytes) -> bool:
    try:
        return signature_is_by(spki, algorithm, signature, signed_data)
    except CryptoFault:
        return False
