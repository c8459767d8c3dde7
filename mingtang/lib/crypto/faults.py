"""What can go wrong with cryptography. Messages never contain keys, passphrases or plain text."""


class CryptoFault(Exception):
    """Something cryptographic was refused; nothing was done."""


class EngineUnavailable(CryptoFault):
    """No library here does what was asked; above all: no libcrypto with SM2, so private SM2 keys are not used."""


class EngineFailed(CryptoFault):
    """The library refused where it should not have; the message carries its own words."""


class Malformed(CryptoFault, ValueError):
    """Bytes are not what they should be: no DER, too long, another structure, other algorithms."""


class KeyRefused(CryptoFault, ValueError):
    """Not a key we use: off its curve, out of range, of another kind, too short, or its halves do not belong together."""


class Forged(CryptoFault):
    """An encrypted text was altered, or is opened with another key, passphrase or context than it was closed with."""


class SharesRefused(CryptoFault):
    """Shares are too few, of different splits, or not those that were handed out; `custodians` are the numbers at fault."""

    def __init__(self, why: str, custodians: tuple[int, ...] = ()) -> None:
        super().__init__(why)
        self.custodians = custodians


class KeyExists(CryptoFault):
    """The store already holds a key under this label."""


class NoSuchKey(CryptoFault, LookupError):
    """The store holds no key under this label."""


class IssueRefused(CryptoFault, ValueError):
    """What was to be certified does not fit its profile, or reaches beyond its authority."""


class NotTrusted(CryptoFault):
    """A certificate, answer or timestamp is well written, but does not prove what it is shown for; the message says why."""


class Altered(NotTrusted):
    """What was signed is not what is shown."""


class NotUnderstood(NotTrusted):
    """A signature by algorithms that are not used here: it may be good or not."""
