"""Supervision of time limits (效能监察): lights by rules, orders, counters, indicators, reports."""
