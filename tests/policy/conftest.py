"""The city is built once for the whole table; every request is rolled back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.policy.asking import City
from tests.world import build_world, lay


@pytest.fixture(scope="module")
def city(django_db_setup: Any, django_db_blocker: Any) -> Iterator[City]:
    """The named world with a browser for each of the cast."""
    with django_db_blocker.unblock():
        lay()
        with transaction.atomic():
            yield City(build_world())
            transaction.set_rollback(True)
