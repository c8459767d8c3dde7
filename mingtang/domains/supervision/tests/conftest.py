"""Fixtures: a city in which supervision is installed, and an item on its way."""

import pytest

from mingtang.domains.supervision.tests.desk import Desk
from tests.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    """The office that supervises, with supervision installed."""
    return Desk(world)
