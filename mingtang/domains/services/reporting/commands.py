"""The command `mingtang reporting`."""

import json

import click


@click.group()
def reporting() -> None:
    """Reports to the superior platform (办件数据上报)."""


@reporting.command("rows")
@click.option("--after", default=0, metavar="ID", help="Only rows behind this one.")
@click.option("--set", "name", default="", help="One set, such as pro_accept.")
@click.option("--most", default=1000, show_default=True, help="How many rows at most.")
def rows(after: int, name: str, most: int) -> None:
    """Print rows that are ready to be sent, a JSON object a line, in their order; the last line is the counts.

    Whoever sends them keeps the id of the last one and asks for those behind it. Exit codes: 0 done, 2 usage.
    """
    from mingtang.domains.services.reporting.models import ReportedRow
    from mingtang.domains.services.reporting.queries import rows_to_send
    from mingtang.domains.services.reporting.sending import as_sent
    from mingtang.domains.services.reporting.sets import SET_TITLES

    if name and name not in SET_TITLES:
        raise click.UsageError(f"--set must be one of {', '.join(SET_TITLES)}")
    sent = 0
    for row in rows_to_send(after, name)[:most].iterator():
        click.echo(json.dumps(as_sent(row), ensure_ascii=False))
        sent += 1
    faulty = ReportedRow.objects.filter(pk__gt=after).exclude(fault="").count()
    click.echo(json.dumps({"rows": sent, "faulty": faulty}))
