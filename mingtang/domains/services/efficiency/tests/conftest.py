"""Fixtures: an organ that takes applications, and people who watch it."""

import pytest

from mingtang.domains.services.applications.tests.desk import Desk
from tests.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    """A market bureau with one item, where efficiency is supervised."""
    return Desk(world)
