"""Fixtures: an organ that takes applications."""

import pytest

from mingtang.domains.services.applications.tests.desk import Desk
from tests.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    """A market bureau, its window, and one item."""
    return Desk(world)
