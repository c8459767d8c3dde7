"""The proof, at start and by `mingtang doctor`, that this machine computes the national algorithms right."""

from collections.abc import Callable
from dataclasses import dataclass

from mingtang.lib.crypto.engine import known_answers as known
from mingtang.lib.crypto.engine.choice import engine
from mingtang.lib.crypto.engine.parameters import DEFAULT_ID
from mingtang.lib.crypto.engine.port import Engine
from mingtang.lib.crypto.faults import Forged
from mingtang.lib.crypto.symmetric import sm4_ecb_encrypt
from mingtang.lib.digests import sm3


@dataclass(frozen=True)
class Check:
    """One question put to the engine, and whether the answer was right; `fault` is what it raised instead."""

    name: str
    passed: bool
    fault: str = ""


@dataclass(frozen=True)
class SelfTest:
    """What the engine is, and how it did."""

    engine: str
    version: str
    guards_private_keys: bool
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every answer was right."""
        return not self.failures

    @property
    def failures(self) -> tuple[Check, ...]:
        """The questions answered wrongly."""
        return tuple(check for check in self.checks if not check.passed)


def self_test(tested: Engine | None = None) -> SelfTest:
    """Put all questions to `tested`, or to the engine of this process; nothing is raised. Under a tenth of a second."""
    tested = tested or engine()
    checks = tuple(_checked(name, question, tested) for name, question in _QUESTIONS.items())
    return SelfTest(tested.name, tested.version, tested.guards_private_keys, checks)


def _checked(name: str, question: Callable[[Engine], bool], tested: Engine) -> Check:
    try:
        return Check(name, question(tested))
    except Exception as fault:  # whatever breaks, the other questions are still asked
        return Check(name, passed=False, fault=f"{type(fault).__name__}: {fault}")


def _public_half(tested: Engine) -> bool:
    return tested.private_key(known.NUMBER).public.point == known.POINT


def _published_signature(tested: Engine) -> bool:
    key = tested.public_key(known.POINT)
    by_message = key.verify(known.SIGNATURE, known.MESSAGE, user_id=DEFAULT_ID)
    return by_message and key.verify_digest(known.SIGNATURE, known.E)


def _forged_signature(tested: Engine) -> bool:
    key, altered = tested.public_key(known.POINT), known.SIGNATURE[:-1] + bytes((known.SIGNATURE[-1] ^ 1,))
    return not any(
        (
            key.verify(altered, known.MESSAGE, user_id=DEFAULT_ID),
            key.verify(known.SIGNATURE, known.MESSAGE + b".", user_id=DEFAULT_ID),
            key.verify(known.SIGNATURE, known.MESSAGE, user_id=b""),
        )
    )


def _new_signature(tested: Engine) -> bool:
    key = tested.generate()
    signature = key.sign(known.MESSAGE, user_id=DEFAULT_ID)
    return key.public.verify(signature, known.MESSAGE, user_id=DEFAULT_ID)


def _published_ciphertext(tested: Engine) -> bool:
    return tested.private_key(known.NUMBER).decrypt(known.CIPHERTEXT) == known.PLAINTEXT


def _new_ciphertext(tested: Engine) -> bool:
    ciphertext = tested.public_key(known.POINT).encrypt(known.PLAINTEXT)
    return tested.private_key(known.NUMBER).decrypt(ciphertext) == known.PLAINTEXT


def _forged_ciphertext(tested: Engine) -> bool:
    try:
        tested.private_key(known.NUMBER).decrypt(known.CIPHERTEXT[:-1] + b"\0")
    except Forged:
        return True
    return False


def _digest(tested: Engine) -> bool:
    return sm3(known.SM3_MESSAGE) == known.SM3_DIGEST


def _block(tested: Engine) -> bool:
    return sm4_ecb_encrypt(known.SM4_BLOCK, known.SM4_BLOCK) == known.SM4_ENCRYPTED


_QUESTIONS: dict[str, Callable[[Engine], bool]] = {
    "SM3 of GB/T 32905 A.1": _digest,
    "SM4 of GB/T 32907 A.1": _block,
    "SM2 public key of GB/T 32918.5 A.2": _public_half,
    "SM2 signature of GB/T 32918.5 A.2 verifies": _published_signature,
    "SM2 forged signatures are refused": _forged_signature,
    "SM2 signature of a new key verifies": _new_signature,
    "SM2 ciphertext of GB/T 32918.5 C.2 opens": _published_ciphertext,
    "SM2 new ciphertext opens": _new_ciphertext,
    "SM2 forged ciphertext is refused": _forged_ciphertext,
}
