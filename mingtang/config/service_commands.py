"""The command `mingtang services`, put together from the rooms of government services."""

import click

from mingtang.domains.services.applications.commands import reindex
from mingtang.domains.services.catalogue.commands import services
from mingtang.domains.services.efficiency.commands import recount, sweep


@services.command()
def install() -> None:
    """Publish the processes, forms, letters and numbers that services come with; again: changes nothing of what was published.

    Exit codes: 0 done, 1 failed.
    """
    install_services()
    click.echo("Government services are installed. Import or draw up items, then grant their roles to posts.")


def install_services() -> None:
    """What every room of services needs before its work begins, as the system."""
    from mingtang.domains.services.applications.api import install as install_applications
    from mingtang.domains.services.efficiency.api import install as install_efficiency
    from mingtang.domains.services.licences.api import install as install_licences
    from mingtang.domains.services.ratings.api import install as install_ratings

    install_licences()
    install_applications()
    install_ratings()
    install_efficiency()


services.add_command(recount)
services.add_command(reindex)
services.add_command(sweep)

__all__ = ["install_services", "services"]
