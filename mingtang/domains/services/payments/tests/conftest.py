"""Fixtures: a node with the test till."""

from typing import Any

import pytest

from mingtang.domains.services.payments.tests.till import Till
from tests.world import World


@pytest.fixture
def till(world: World, settings: Any) -> Till:
    """A bureau that charges, and the till that takes no money."""
    settings.PAYMENTS = "test"
    return Till(world)
