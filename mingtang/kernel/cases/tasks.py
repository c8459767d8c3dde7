"""Background work of the cases, for the worker to find."""

from mingtang.kernel.cases.archiving.keeping import archive_ended_cases, make_package
from mingtang.kernel.cases.migrating.ordering import migrate_cases

__all__ = ["archive_ended_cases", "make_package", "migrate_cases"]
