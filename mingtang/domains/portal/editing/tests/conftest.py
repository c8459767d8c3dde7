"""Fixtures: two sites and their editors."""

import pytest

from mingtang.domains.portal.editing.tests.newsroom import Newsroom
from tests.world import World


@pytest.fixture
def newsroom(world: World) -> Newsroom:
    """Two sites and their editors."""
    return Newsroom(world)
