"""Importing the regions of the whole country, 44 703 rows as GB/T 2260 and its continuation have them.

Limit: 10 s. Peer in the same run: reading and checking the table without writing anything.
"""

import sys
from pathlib import Path

from scratch import ROOT, on_both_databases, timed, verdict

ROWS = 44_703
LIMIT = 10.0


def measure(database: str) -> None:
    from mingtang.kernel.directory.actions.imports import _REGION_COLUMNS, REGION_LIMITS, import_regions
    from mingtang.kernel.directory.models import Region
    from mingtang.kernel.directory.tests.regions import country
    from mingtang.kernel.evidence.api import SYSTEM
    from mingtang.lib.tables import read_table

    def table():
        return Path(sys.argv[1]).open("rb") if len(sys.argv) > 1 else country(ROWS)[0]

    reading = timed(lambda: read_table(table(), "regions.csv", _REGION_COLUMNS, REGION_LIMITS).accepted()) / 1000
    first = timed(lambda: import_regions(SYSTEM, table(), "regions.csv")) / 1000
    again = timed(lambda: import_regions(SYSTEM, table(), "regions.csv")) / 1000
    print(
        f"{database:10} {Region.objects.count()} regions: {first:.1f} s, again {again:.1f} s, reading alone {reading:.1f} s"
    )
    print(f"{database:10} import : limit of {LIMIT:g} s = {verdict(max(first, again) / LIMIT, 1)}")
    print(f"{database:10} import : reading alone = {first / reading:.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    on_both_databases(measure)
