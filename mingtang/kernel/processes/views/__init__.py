"""Pages of the processes and decision tables."""
