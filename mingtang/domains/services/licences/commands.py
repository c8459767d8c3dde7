"""The command `mingtang licences`."""

import click


@click.group()
def licences() -> None:
    """Electronic licences (电子证照)."""


@licences.command()
def install() -> None:
    """Publish the certificate and the series of serials that licences need; again: changes nothing.

    Exit codes: 0 done, 1 failed.
    """
    from mingtang.domains.services.licences.installing import install as publish

    publish()
    click.echo("Licences are installed. Define their types in the workbench, and grant licences.issue to posts.")
