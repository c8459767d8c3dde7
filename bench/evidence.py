"""What evidence costs: acts against the same changes without evidence, sealing and verifying against the rate of acts.

Limits: an act with record and fact costs at most 10 times the bare change in a transaction of its own; delivering
keeps up with acts, sealing and verifying at least tenfold.
"""

import os

from scratch import on_both_databases, timed, verdict

ACTS = int(os.environ.get("BENCH_ACTS", "2000"))
ROUND = 100


def measure(database: str) -> None:
    from django.db import transaction

    from mingtang.kernel.directory.models import Organ, Region
    from mingtang.kernel.evidence.api import (
        SYSTEM,
        Event,
        act,
        declare_act,
        deliver_due,
        seal_pending,
        subscribe,
        verify_chain,
    )

    class Renamed(Event):
        name = "bench.Renamed"

    handled = []

    def handle(event: Renamed) -> None:
        handled.append(event)

    subscribe(Renamed, handle)

    rename = declare_act("bench.rename", "更名", None)
    region = Region.objects.create(code="99", name="省", level=1)
    organ = Organ.objects.create(name="机关", branch="government", region=region, path="/1/")

    def bare(n: int) -> None:
        with transaction.atomic():
            organ.name = f"名{n}"
            organ.save(update_fields=["name"])

    def recorded(n: int) -> None:
        with act(rename, SYSTEM, organ) as deed:
            deed.change(organ, name=f"记{n}")
            deed.announce(Renamed(subject=f"organ:{n % 50}"))

    def seal() -> None:
        while seal_pending():
            pass

    def deliver() -> None:
        while deliver_due():
            pass

    plain = evidenced = 0.0
    for start in range(0, ACTS, ROUND):  # taking turns, so that both meet the same machine
        plain += timed(lambda start=start: [bare(n) for n in range(start, start + ROUND)])
        evidenced += timed(lambda start=start: [recorded(n) for n in range(start, start + ROUND)])
    sealing, verifying, delivering = timed(seal), timed(verify_chain), timed(deliver)
    assert verify_chain().holds
    assert len(handled) == ACTS

    def rate(milliseconds: float) -> float:
        return ACTS / milliseconds * 1000

    print(f"{database:10} per second: {rate(plain):.0f} bare changes, {rate(evidenced):.0f} acts, {rate(sealing):.0f} sealed, "
          f"{rate(verifying):.0f} verified, {rate(delivering):.0f} delivered")  # fmt: skip
    print(f"{database:10} act : bare change = {verdict(evidenced / plain, 10)}")
    print(f"{database:10} sealing : act = {verdict(sealing / evidenced, 0.1)}, verifying : act = {verdict(verifying / evidenced, 0.1)}, "
          f"delivering : act = {verdict(delivering / evidenced, 1)}")  # fmt: skip


if __name__ == "__main__":
    on_both_databases(measure)
