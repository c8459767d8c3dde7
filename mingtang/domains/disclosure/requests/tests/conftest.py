"""Fixtures: the disclosure office."""

import pytest

from mingtang.domains.disclosure.requests.tests.office import Office
from tests.world import World


@pytest.fixture
def office(world: World) -> Office:
    """The disclosure office of the housing bureau."""
    return Office(world)
