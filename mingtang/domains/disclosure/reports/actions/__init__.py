"""Every change of a report."""
