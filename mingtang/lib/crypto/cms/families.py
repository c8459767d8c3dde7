"""The two families of messages: international (RFC 5652), and national for SM2 (GB/T 35275-2017), with its own identifiers."""

from enum import Enum

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.keys import KeyKind


class Family(Enum):
    """Values are the identifiers of plain data and of signed data."""

    INTERNATIONAL = (oids.DATA, oids.SIGNED_DATA)
    NATIONAL = (oids.GM_DATA, oids.GM_SIGNED_DATA)

    @property
    def data(self) -> str:
        return self.value[0]

    @property
    def signed_data(self) -> str:
        return self.value[1]

    @classmethod
    def usual_of(cls, kind: KeyKind) -> "Family":
        """What domestic products expect of SM2, and all others of the rest."""
        return cls.NATIONAL if kind is KeyKind.SM2 else cls.INTERNATIONAL

    def signature_algorithm(self, kind: KeyKind) -> bytes:
        """How a signer names the algorithm, DER: GB/T 35275 names SM2 alone."""
        return _SM2_ALONE if self is Family.NATIONAL and kind is KeyKind.SM2 else kind.signature_algorithm


_SM2_ALONE = der.sequence(der.oid(oids.SM2_SIGNING))
_ALSO_READ = {
    KeyKind.SM2: {
        _SM2_ALONE,
        der.sequence(der.oid(oids.SM2_SIGNING), der.NULL),
        der.sequence(der.oid(oids.SM2_WITH_SM3), der.NULL),
    },
    KeyKind.ECDSA_P256: set[bytes](),
    KeyKind.RSA: {KeyKind.RSA.key_algorithm},
}
_FAMILIES = {family.signed_data: family for family in Family}


def family_of(signed_data: str) -> Family | None:
    """The family whose signed data has this identifier."""
    return _FAMILIES.get(signed_data)


def understood(kind: KeyKind) -> set[bytes]:
    """Names of the algorithm (DER) under which signatures of `kind` are read."""
    return {kind.signature_algorithm} | _ALSO_READ[kind]
