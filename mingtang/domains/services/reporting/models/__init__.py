"""What has been told."""

from mingtang.domains.services.reporting.models.row import ReportedRow

__all__ = ["ReportedRow"]
