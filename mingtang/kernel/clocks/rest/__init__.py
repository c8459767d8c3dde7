"""Calendars and limits for programs."""
