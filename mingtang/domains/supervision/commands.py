"""The command `mingtang supervision`."""

import click


@click.group()
def supervision() -> None:
    """Supervised items (督查督办)."""


@supervision.command()
def install() -> None:
    """Publish the processes, the form and the rule for numbers that supervision needs; again: changes nothing.

    Exit codes: 0 done, 1 failed.
    """
    from mingtang.domains.supervision.installing import install as publish

    publish()
    click.echo("Supervision is installed. Grant the roles supervisor, supervision_head and unit_leader to posts.")
