"""Fixtures of the tests of cases."""

from typing import Any

import pytest

from mingtang.kernel.cases.tests.desk import Office, new_office


@pytest.fixture
def office(db: Any) -> Office:
    return new_office()
