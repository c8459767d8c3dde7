"""Fixtures: the desk of applications, whose facts arrive."""

from mingtang.domains.services.applications.tests.conftest import desk  # noqa: F401
