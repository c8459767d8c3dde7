"""Fixtures: the desk of applications, whose facts arrive."""

from mingtang.domains.services.applications.tests.conftest import _nothing_is_remembered, desk

__all__ = ["_nothing_is_remembered", "desk"]
