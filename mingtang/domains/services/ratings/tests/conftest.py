"""Fixtures: a market bureau whose finished application may be rated."""

from mingtang.domains.services.applications.tests.conftest import desk  # noqa: F401
