"""Background work of the cases, for the worker to find."""

from mingtang.kernel.cases.migrating.ordering import migrate_cases

__all__ = ["migrate_cases"]
