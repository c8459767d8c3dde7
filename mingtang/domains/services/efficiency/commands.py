"""Commands of the supervision of time limits, below `mingtang services`."""

import click


@click.command()
@click.option("--check", is_flag=True, help="Compare only; nothing is changed.")
def recount(check: bool) -> None:
    """Count all applications anew, or compare the counters with such a count.

    Exit codes: 0 done or equal, 1 counters differ.
    """
    from mingtang.domains.services.efficiency.actions.measuring import differences
    from mingtang.domains.services.efficiency.actions.measuring import recount as count_anew

    if not check:
        click.echo(f"counted {count_anew()} parts")
        return
    outcomes, counters = differences()
    click.echo(f"outcomes that differ: {outcomes}, counters that differ: {counters}")
    if outcomes or counters:
        raise SystemExit(1)


@click.command()
def sweep() -> None:
    """Hold the rules against all applications whose time is near or over, as the worker does every ten minutes.

    Exit codes: 0 done, 1 failed.
    """
    from mingtang.domains.services.efficiency.actions.sweeping import sweep as look

    click.echo(f"lights raised: {look()}")
