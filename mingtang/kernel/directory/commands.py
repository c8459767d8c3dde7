"""Commands of the directory: `mingtang createadmin`, `regions import`, `organs import`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mingtang.lib.tables import TableRejected


@click.command()
@click.option(
    "--office",
    type=click.Choice(["system", "security", "audit"]),
    default="system",
    show_default=True,
    help="Which of the three officers to create; none may hold another's role.",
)
@click.option("--login", prompt="Login name (工号)", help="Login name of the officer.")
@click.option("--name", prompt="Name (姓名)", help="Name of the officer.")
@click.option("--organ", default="", help="Name of the organ; made as a root organ when the directory is empty.")
@click.option("--password", default="", help="First password; one is made and printed when it is left out.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def createadmin(office: str, login: str, name: str, organ: str, password: str, as_json: bool) -> None:
    """Create one of the three officers (三员) of a fresh installation.

    Run it three times, for three people. Exit codes: 0 done, 1 refused (the message says why), 2 usage.
    """
    from mingtang.kernel.directory.actions.faults import Refused
    from mingtang.kernel.directory.actions.founding import create_officer

    try:
        account, first = create_officer(office=office, login=login, name=name, organ_name=organ, password=password)
    except Refused as fault:
        raise click.ClickException(str(fault)) from fault
    result = {"login": account.login, "office": office, "password": first}
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else f"{office}: {account.login}  password: {first}")


@click.group()
def regions() -> None:
    """Administrative regions (行政区划)."""


@regions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_regions_file(file: Path, as_json: bool) -> None:
    """Import FILE, a CSV or XLSX with the columns code,name,parent.

    Exit codes: 0 imported, 1 rejected (every fault is listed, nothing is imported), 2 usage.
    """
    from mingtang.kernel.directory.actions.imports import import_regions

    _import(file, import_regions, as_json)


@click.group()
def organs() -> None:
    """Organs (机构)."""


@organs.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_organs_file(file: Path, as_json: bool) -> None:
    """Import FILE, a CSV or XLSX: name, branch, region and optionally credit_code, superior, line_superior, kind,
    short_name, document_word.

    Exit codes: 0 imported, 1 rejected (every fault is listed, nothing is imported), 2 usage.
    """
    from mingtang.kernel.directory.actions.imports import import_organs

    _import(file, import_organs, as_json)


def _import(file: Path, importer: Callable[..., int], as_json: bool) -> None:
    from mingtang.kernel.evidence.api import SYSTEM
    from mingtang.lib.tables import TableRejected

    def progress(done: int, total: int) -> None:
        if not as_json:
            click.echo(f"\r{done}/{total}", nl=done == total, err=True)

    try:
        with file.open("rb") as opened:
            count = importer(SYSTEM, opened, file.name, progress=progress)
    except TableRejected as rejected:
        _report(rejected, as_json)
        raise SystemExit(1) from rejected
    click.echo(json.dumps({"imported": count}) if as_json else f"Imported {count} rows.")


def _report(rejected: "TableRejected", as_json: bool) -> None:
    if as_json:
        faults = [vars(fault) for fault in rejected.faults]
        click.echo(json.dumps({"imported": 0, "faults": faults}, ensure_ascii=False))
        return
    click.echo(str(rejected), err=True)
    for fault in rejected.faults:
        click.echo(f"  {fault}", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def renew(as_json: bool) -> None:
    """Encrypt again whatever is under an older key; the node may keep working.

    Put the new key first in MINGTANG_FIELD_KEY and the older ones behind it, separated by commas; restart the node;
    run this; then the older keys can be taken away. Exit codes: 0 done, 1 a key is missing, 2 usage.
    """
    from mingtang.kernel.directory.actions.keys import renew_fields
    from mingtang.kernel.evidence.api import SYSTEM
    from mingtang.lib.confidential import ConfidentialError

    try:
        count = renew_fields(SYSTEM)
    except ConfidentialError as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(json.dumps({"renewed": count}) if as_json else f"Renewed {count} rows.")
