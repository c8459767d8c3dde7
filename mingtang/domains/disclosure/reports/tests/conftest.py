"""Fixtures: the bureau that reports."""

import pytest

from mingtang.domains.disclosure.catalogue.tests.press import Press
from tests.world import World


@pytest.fixture
def press(world: World) -> Press:
    """The housing bureau as it publishes and reports."""
    return Press(world)
