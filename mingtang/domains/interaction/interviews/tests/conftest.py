"""Fixtures: the bureau that invites to interviews."""

import pytest
from django.core.cache import cache

from mingtang.domains.interaction.interviews.tests.studio import Studio
from tests.world import World


@pytest.fixture
def studio(world: World) -> Studio:
    """The bureau that invites; nobody has asked its pages too often."""
    cache.clear()
    return Studio(world)
