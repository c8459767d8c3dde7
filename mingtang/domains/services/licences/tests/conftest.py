"""Fixtures: an office that issues licences."""

import pytest
from django.core.cache import cache

from mingtang.domains.services.licences.tests.office import Office
from tests.world import World


@pytest.fixture
def office(world: World) -> Office:
    """The housing bureau of the world."""
    cache.clear()  # how often an address has verified is counted there
    return Office(world)
