"""Fixtures: the counter of the registration authority."""

import pytest

from mingtang.domains.registration.tests.counter import Counter
from tests.world import World


@pytest.fixture
def counter(world: World) -> Counter:
    """The registration authority of the city."""
    return Counter(world)
