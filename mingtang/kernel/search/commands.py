"""Commands of search: `mingtang search rebuild`."""

import json
import time

import click


@click.group()
def search() -> None:
    """The full-text index (全文检索)."""


@search.command()
@click.argument("kinds", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def rebuild(kinds: tuple[str, ...], as_json: bool) -> None:
    """Build the entries of KINDS (all kinds by default) anew, while the site runs.

    Exit codes: 0 built, 1 failed, 2 usage or unknown kind.
    """
    from mingtang.kernel.search import actions
    from mingtang.kernel.search.sources import sources

    unknown = set(kinds) - {source.kind for source in sources()}
    if unknown:
        raise click.UsageError(f"no such kind: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    counts = actions.rebuild(kinds)
    if as_json:
        click.echo(json.dumps(counts))
        return
    for kind, count in counts.items():
        click.echo(f"{kind}: {count}")
    click.echo(f"Built {sum(counts.values())} entries in {time.monotonic() - started:.1f} s.")
