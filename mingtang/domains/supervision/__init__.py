"""Supervision (督查督办): matters that a government sets up, assigns to organs with a date, and follows until they are done."""
