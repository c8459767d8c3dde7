"""Journeys through the running program in a real browser, in words a clerk would use."""
