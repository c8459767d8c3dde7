"""The command `mingtang services`: bringing in and handing out the catalogue."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mingtang.domains.services.catalogue.importing.planning import Plan
    from mingtang.kernel.directory.api import Organ


@click.group()
def services() -> None:
    """Government services (政务服务)."""


@services.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--below", default="", help="Organ (credit code or name) that unknown organs are established under.")
@click.option("--map", "mapping", multiple=True, metavar="HEADING=ELEMENT", help="A foreign heading; may be repeated.")
@click.option("--publish", is_flag=True, help="Put the items in force at once, as guides that say how little they say.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print faults, defects and counts as JSON.")
def import_items(file: Path, below: str, mapping: tuple[str, ...], publish: bool, dry_run: bool, as_json: bool) -> None:
    """Import service items from FILE, a CSV or XLSX whose headings are elements, their titles, or mapped by --map.

    Items are known again by their code in their organ, so that a second import changes only what differs. The last line
    of the output is the counts. Exit codes: 0 done, 1 rejected (every fault is listed, nothing is imported), 2 usage.
    """
    from mingtang.domains.services.catalogue.importing.carrying import carry_out
    from mingtang.domains.services.catalogue.importing.columns import read_mapping
    from mingtang.domains.services.catalogue.importing.planning import plan_import
    from mingtang.kernel.evidence.api import SYSTEM

    try:
        headings = read_mapping("\n".join(mapping))
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    with file.open("rb") as opened:
        plan = plan_import(SYSTEM, opened, file.name, _organ(below), mapping=headings)
    counts = plan.counts
    if not plan.table.faults and not dry_run:
        counts = carry_out(SYSTEM, plan, publish=publish, progress=_silent if as_json else _tell)
    _report(plan, counts, as_json)
    if plan.table.faults:
        raise SystemExit(1)


@services.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_items(file: Path) -> None:
    """Write all items to FILE (.csv or .xlsx), in the columns that `import` reads.

    Exit codes: 0 written, 2 usage.
    """
    from mingtang.domains.services.catalogue.exporting import write_items
    from mingtang.domains.services.catalogue.models import ServiceItem

    try:
        count = write_items(file, ServiceItem.objects.all())
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    click.echo(f"Wrote {count} items.")


def _organ(key: str) -> "Organ":
    """The organ named; without a name the only government at the top of the tree."""
    from django.db.models import Q

    from mingtang.kernel.directory.api import Organ

    active: Any = Organ.objects.active()
    wanted = Q(credit_code=key) | Q(name=key) | Q(short_name=key) if key else Q(superior=None, branch="government")
    found: list[Organ] = list(active.filter(wanted)[:2])
    if len(found) != 1:
        raise click.UsageError("--below must name one organ" if not key else f"{key!r} names no organ, or several")
    return found[0]


def _silent(done: int, total: int) -> None:
    """No progress in JSON."""


def _tell(done: int, total: int) -> None:
    click.echo(f"\r{done}/{total}", nl=done == total, err=True)


def _report(plan: "Plan", counts: dict[str, int], as_json: bool) -> None:
    if as_json:
        faults = [vars(fault) for fault in plan.table.faults]
        click.echo(json.dumps({"faults": faults, "items": plan.defect_list, "counts": counts}, ensure_ascii=False))
        return
    for fault in plan.table.faults:
        click.echo(f"  {fault}", err=True)
    for item in plan.defect_list:
        click.echo(f"第 {item['row']} 行 {item['name']}：{'；'.join(item['defects'])}")
    click.echo(json.dumps(counts))
