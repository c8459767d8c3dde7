"""Commands of applications, below `mingtang services`."""

import click


@click.command()
def reindex() -> None:
    """Build the index of the names of applicants anew, while the site runs; the worker keeps it by itself.

    Exit codes: 0 done, 1 failed.
    """
    from mingtang.domains.services.applications.queries.naming import APPLICANTS, applicants

    click.echo(f"indexed {APPLICANTS.rebuild(applicants())} names")
