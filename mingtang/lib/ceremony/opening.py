"""Opening the root keys with shares, for one act; only above a record that is sound."""

from collections.abc import Sequence

from mingtang.lib.ceremony.acts import Act
from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.people import Session
from mingtang.lib.ceremony.record import ROOTS, Ceremony, key_file
from mingtang.lib.ceremony.verifying import verify
from mingtang.lib.crypto.certificates import Authority, Publication
from mingtang.lib.crypto.faults import SharesRefused
from mingtang.lib.crypto.keys import PrivateKey, decrypt_pkcs8, from_pem
from mingtang.lib.crypto.shares import Share, combine_shares, require_genuine


def passphrase(secret: bytes) -> str:
    """What opens the keys: the secret as 64 hexadecimal digits, so that `openssl pkcs8` takes it too."""
    return secret.hex()


def opened_key(ceremony: Ceremony, root: str, opening: str) -> PrivateKey:
    """The private key of `root`. Raises Forged for another passphrase, Malformed, CeremonyRefused if it is not there."""
    return decrypt_pkcs8(from_pem("ENCRYPTED PRIVATE KEY", ceremony.text(key_file(root))), opening)


def begun(kind: str, ceremony: Ceremony, shares: Sequence[Share], session: Session) -> tuple[Act, dict[str, Authority]]:
    """An act of `kind` before the keepers of `shares`, and both roots ready to sign. Raises as `opened_roots`."""
    roots = opened_roots(ceremony, shares)
    act = Act(kind, session, keepers(ceremony, shares))
    act.step(f"{len(act.custodians)} 位保管人到场，份额属实，打开根私钥")
    return act, roots


def opened_roots(ceremony: Ceremony, shares: Sequence[Share]) -> dict[str, Authority]:
    """Both roots, ready to sign. Raises CeremonyRefused for a record that is not sound, and as `keepers`."""
    if faults := verify(ceremony):
        raise CeremonyRefused("the record is not sound: " + "; ".join(faults))
    keepers(ceremony, shares)
    opening = passphrase(combine_shares(shares, ceremony.split))
    return {
        root: Authority(ceremony.roots[root], opened_key(ceremony, root, opening), publication_of(ceremony, root))
        for root in ROOTS
    }


def keepers(ceremony: Ceremony, shares: Sequence[Share]) -> list[str]:
    """Who keeps these shares. Raises SharesRefused, with the names of those whose share is not the one handed out."""
    try:
        require_genuine(shares, ceremony.split)
    except SharesRefused as refused:
        names = "、".join(_keeper(ceremony, number) for number in refused.custodians)
        raise SharesRefused(f"not the share that was handed out: {names}", refused.custodians) from None
    return [ceremony.custodians[number - 1] for number in sorted({share.number for share in shares})]


def _keeper(ceremony: Ceremony, number: int) -> str:
    known = 1 <= number <= len(ceremony.custodians)
    return f"{number} ({ceremony.custodians[number - 1] if known else 'nobody'})"


def publication_of(ceremony: Ceremony, root: str) -> Publication:
    """Addresses of the list and the certificate of `root`, below the one that was given when the ceremony was held."""
    base = str(ceremony.founding["publication"]).rstrip("/")
    return Publication((f"{base}/root-{root}.crl",), (), (), (f"{base}/root-{root}.cer",)) if base else Publication()
