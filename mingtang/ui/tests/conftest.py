"""Every test of the design system speaks to the same small set of addresses."""

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _only_our_addresses(settings: object) -> None:
    settings.ROOT_URLCONF = "mingtang.ui.tests.urls"  # type: ignore[attr-defined]


@pytest.fixture
def reader(db: None) -> Client:
    """Somebody who is not signed in."""
    return Client()
