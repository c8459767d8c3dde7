"""The authority of a node at work: certificates issued and questions answered a second, with register, evidence and keys.

    python bench/trust.py                 BENCH_SECONDS=3 BENCH_ROUNDS=5 BENCH_ENTRIES=100000 set the scale

Beside them, in turns on the same cores, bare SM2 signatures through our own API: an issued certificate and an answer are
one each. Goals on two processes: 300 certificates and 2 000 answers a second. At the end a list of so many entries.
"""

import os
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from scratch import on_both_databases
from scratch.teams import Team

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
ENTRIES = int(os.environ.get("BENCH_ENTRIES", "100000"))
AT_ONCE = 500


def measure(database: str) -> None:
    from mingtang.config.demo.trust import load_authorities

    load_authorities()
    for workers in (1, 2):
        compare(database, workers)
    tell_list(database)


class Signatures:
    """What SM2 allows at most."""

    def __init__(self) -> None:
        from mingtang.lib.crypto.keys import KeyKind, generate_key

        self.key = generate_key(KeyKind.SM2)

    def unit(self, _times: list[float]) -> None:
        self.key.sign(b"x" * 500)


class Certificates:
    """Issued one by one, each for a key made for it: permission, register, evidence, fact."""

    def __init__(self) -> None:
        from mingtang.kernel.trust.api import Approved, Holder
        from mingtang.lib.crypto.certificates import Name
        from mingtang.lib.crypto.keys import KeyKind, generate_key

        self.make, self.holder = partial(generate_key, KeyKind.SM2), Holder()
        self.approved = Approved(Name.of(country="CN", organization="机关", common_name="某人"), "officer-signing")

    def unit(self, _times: list[float]) -> Any:
        from mingtang.kernel.evidence.api import SYSTEM
        from mingtang.kernel.trust.api import issue_certificate

        return issue_certificate(SYSTEM, self.approved, self.make().spki, self.holder)


class Answers:
    """Questions with a nonce about a certificate in the register."""

    def __init__(self) -> None:
        from mingtang.lib.crypto.revocation import make_question

        issued = Certificates().unit([])
        self.authority = issued.authority_id
        self.question = make_question(issued.certificate, issued.authority.certificate, bytes(16))

    def unit(self, _times: list[float]) -> None:
        from mingtang.kernel.trust.responding import answer_question

        answer_question(self.authority, self.question)


def compare(database: str, workers: int) -> None:
    """Alternating slices of each contender, medians over the rounds."""
    teams = {kind.__name__: Team(kind, workers) for kind in (Signatures, Certificates, Answers)}
    rates: dict[str, list[float]] = {name: [] for name in teams}
    for _round in range(ROUNDS):
        for name, team in teams.items():
            rates[name].append(team.slice(SECONDS)[0])
    for team in teams.values():
        team.dismiss()
    bare, issued, answered = (statistics.median(rates[name]) for name in teams)
    label = f"{database:10} {workers} process{'es' if workers > 1 else ''}:"
    print(f"{label} {bare:.0f} bare signatures a second; {issued:.0f} certificates{goal(workers, issued, 300)}, "
          f"{100 * issued / bare:.0f} % of them; {answered:.0f} answers{goal(workers, answered, 2000)}, "
          f"{100 * answered / bare:.0f} %", flush=True)  # fmt: skip


def goal(workers: int, rate: float, wanted: int) -> str:
    return f" (goal {wanted}: {'kept' if rate >= wanted else 'MISSED'})" if workers > 1 else ""


def tell_list(database: str) -> None:
    """A full list, from rows of the register to a published row."""
    from django.utils import timezone

    from mingtang.kernel.evidence.api import SYSTEM
    from mingtang.kernel.trust.actions.publishing import publish_list
    from mingtang.kernel.trust.api import Certificate

    model = Certificates().unit([])
    now = timezone.now()
    for start in range(0, ENTRIES, AT_ONCE):
        Certificate.objects.bulk_create(revoked(model, number, now) for number in range(start, start + AT_ONCE))
    begin = time.perf_counter()
    published = publish_list(SYSTEM, model.authority, now, full=True)
    spent = time.perf_counter() - begin
    print(f"{database:10} list of {published.entries} entries published in {spent:.2f} s, "
          f"{len(published.encoded) / 1e6:.1f} MB", flush=True)  # fmt: skip


def revoked(model: Any, number: int, now: Any) -> Any:
    from mingtang.kernel.trust.api import Certificate

    return Certificate(
        authority=model.authority, serial=f"{10**37 + number:032x}", profile=model.profile, subject="x", common_name="x",
        not_before=now, not_after=model.not_after, state=Certificate.State.REVOKED, state_at=now, reason=4,
        key_digest="0", fingerprint=f"{number:064x}", encoded=b"x",
    )  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("POSTGRESQL_OPTIONS", "-c fsync=on -c synchronous_commit=on -c full_page_writes=on")
    on_both_databases(measure)
