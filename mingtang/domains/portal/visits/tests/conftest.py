"""A site to be visited."""

import pytest

from mingtang.domains.portal.sites.api import PortalSite
from mingtang.domains.portal.sites.tests.city_site import kept_site
from tests.world import World


@pytest.fixture
def portal(world: World) -> PortalSite:
    """The site of the housing bureau, whose official edits it."""
    return kept_site(world)
