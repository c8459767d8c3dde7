"""Fixtures: the bureau that asks."""

import pytest
from django.core.cache import cache

from mingtang.domains.interaction.surveys.tests.surveyor import Surveyor
from tests.world import World


@pytest.fixture
def surveyor(world: World) -> Surveyor:
    """The bureau that asks; nobody has asked its pages too often."""
    cache.clear()
    return Surveyor(world)
