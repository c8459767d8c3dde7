"""Fixtures: the office that supervises."""

import pytest

from mingtang.domains.supervision.tests.desk import Desk
from tests.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    """The office that supervises."""
    return Desk(world)
