"""Fixtures: an office that publishes."""

import pytest

from mingtang.domains.disclosure.catalogue.tests.press import Press
from tests.world import World


@pytest.fixture
def press(world: World) -> Press:
    """The housing bureau as it publishes."""
    return Press(world)
