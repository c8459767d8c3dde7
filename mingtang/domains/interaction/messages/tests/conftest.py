"""Fixtures: the desk that receives messages."""

import pytest

from mingtang.domains.interaction.messages.tests.mailroom import Mailroom
from tests.world import World


@pytest.fixture
def mailroom(world: World) -> Mailroom:
    """The desk that receives messages."""
    return Mailroom(world)
