"""What config and the rooms above may use of reporting."""

from mingtang.domains.services.reporting.permissions import READ_REPORTED

__all__ = ["READ_REPORTED"]
