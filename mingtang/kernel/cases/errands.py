"""Draining errands; see `run_due_errands`."""


def run_due_errands() -> int:
    """Nothing yet."""
    return 0
