"""SM2 through our public functions beside `openssl speed` in the same run, in turns, by CPU time of one thread.

Limit: signing and verifying reach 80 % of `openssl speed sm2`. Verifying is told twice: for the key of a known
authority, and for a key seen for the first time.
"""

import re
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import scratch

from mingtang.lib.crypto.engine import engine
from mingtang.lib.crypto.keys import KeyKind, Sm2Key, encrypt, generate_key, verify
from mingtang.lib.crypto.keys.sm2 import sm2_public_key

ROUNDS, SECONDS = 5, 1
LIMIT = 0.8
MESSAGE = b"x" * 20  # as long as what `openssl speed` signs


def openssl_speed() -> tuple[float, float]:
    """Signatures and verifications a second of CPU time."""
    command = ["openssl", "speed", "-seconds", str(SECONDS), "sm2"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    signed, verified = re.findall(r"SM2.*\s([\d.]+)\s+([\d.]+)$", printed, re.MULTILINE)[-1]
    return float(signed), float(verified)


def rate(work: Callable[[], object]) -> float:
    """How often a second of CPU time."""
    return scratch.rate(work, SECONDS, together=50)


def main() -> None:
    key = Sm2Key.generate()
    print(f"engine {engine().name}, {engine().version}; medians of {ROUNDS} rounds, per second of CPU time")
    for name, (ours, share) in beside_openssl(key).items():
        print(f"SM2 {name:16} {ours:7.0f}   of openssl speed: {share:.2f} ({verdict(name, share)})")
    tell_unrivalled(key)
    for kind in (KeyKind.ECDSA_P256, KeyKind.RSA):
        tell(kind)


def beside_openssl(key: Sm2Key) -> dict[str, tuple[float, float]]:
    """Our rate and its share of openssl's, medians of rounds in which both take turns."""
    works = works_of(key)
    rates: dict[str, list[float]] = {name: [] for name in works}
    shares: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        signed, verified = openssl_speed()
        for name, work in works.items():
            rates[name].append(rate(work))
            shares[name].append(rates[name][-1] / (signed if name == "sign" else verified))
    return {name: (statistics.median(rates[name]), statistics.median(shares[name])) for name in works}


def works_of(key: Sm2Key) -> dict[str, Callable[[], object]]:
    signature = key.sign(MESSAGE)

    def verify_first_time() -> bool:
        sm2_public_key.cache_clear()
        return verify(key.spki, signature, MESSAGE)

    return {
        "sign": lambda: key.sign(MESSAGE),
        "verify": lambda: verify(key.spki, signature, MESSAGE),
        "verify, new key": verify_first_time,
    }


def verdict(name: str, share: float) -> str:
    if name == "verify, new key":
        return "no limit"
    return f"limit {LIMIT:.2f}: {'kept' if share >= LIMIT else 'MISSED'}"


def tell_unrivalled(key: Sm2Key) -> None:
    """What `openssl speed` does not measure."""
    ciphertext = encrypt(key.spki, MESSAGE)
    print(f"SM2 {'new key':16} {rate(Sm2Key.generate):7.0f}")
    print(f"SM2 {'encrypt':16} {rate(lambda: encrypt(key.spki, MESSAGE)):7.0f}")
    print(f"SM2 {'decrypt':16} {rate(lambda: key.decrypt(ciphertext)):7.0f}")


def tell(kind: KeyKind) -> None:
    key = generate_key(kind)
    signature = key.sign(MESSAGE)
    print(f"{kind:10} sign {rate(lambda: key.sign(MESSAGE)):9.0f}")
    print(f"{kind:10} verify {rate(lambda: verify(key.spki, signature, MESSAGE)):7.0f}")


if __name__ == "__main__":
    main()
