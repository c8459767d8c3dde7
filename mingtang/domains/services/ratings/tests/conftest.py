"""Fixtures: a market bureau whose finished application may be rated."""

from mingtang.domains.services.applications.tests.conftest import _nothing_is_remembered, desk  # noqa: F401
