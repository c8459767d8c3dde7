"""Commands of the evidence: `mingtang evidence verify` and `mingtang evidence export`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click


@click.group()
def evidence() -> None:
    """The chain of records (存证链)."""


class _Head(click.ParamType):
    """`12345:9f3c…`: the number of a link and its digest."""

    name = "NUMBER:DIGEST"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        number, _, digest = value.partition(":")
        if not number.isdecimal() or len(digest) != 64:
            self.fail("expected a number, a colon and 64 hexadecimal digits", param, ctx)
        return int(number), digest.lower()


@evidence.command()
@click.option("--known", type=_Head(), help="A head written down elsewhere; finds a chain that was cut back behind it.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify(known: tuple[int, str] | None, as_json: bool) -> None:
    """Recompute every record and the whole chain; name the first break.

    Exit codes: 0 the chain holds, 1 it is broken, 2 usage.
    """
    from mingtang.kernel.evidence.chain import verify_chain

    verdict = verify_chain(known=known)
    if as_json:
        click.echo(json.dumps(asdict(verdict) | {"holds": verdict.holds}, ensure_ascii=False))
    elif verdict.broken:
        broken = verdict.broken
        click.echo(f"BROKEN at link {broken.seq}, record {broken.record_id}: {broken.reason}", err=True)
    else:
        head = f"{verdict.links}:{verdict.head}"
        click.echo(f"The chain holds: {verdict.links} links, {verdict.waiting} not yet sealed, head {head}")
    sys.exit(0 if verdict.holds else 1)


@evidence.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--first", default=1, show_default=True, help="First link to export.")
@click.option("--last", default=None, type=int, help="Last link to export; the end of the chain by default.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def export(file: Path, first: int, last: int | None, as_json: bool) -> None:
    """Write the chain to FILE as JSON lines, which docs/verify_evidence.py checks without Mingtang.

    Exit codes: 0 written, 1 failed, 2 usage.
    """
    from mingtang.kernel.evidence.chain import export_chain

    with file.open("w", encoding="utf-8", newline="\n") as out:
        count = export_chain(out, first=first, last=last)
    click.echo(json.dumps({"links": count}) if as_json else f"Wrote {count} links to {file}.")
