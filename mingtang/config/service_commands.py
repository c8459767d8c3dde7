"""The command `mingtang services`, put together from the rooms of government services."""

from mingtang.domains.services.catalogue.commands import services
from mingtang.domains.services.efficiency.commands import recount, sweep

services.add_command(recount)
services.add_command(sweep)

__all__ = ["services"]
