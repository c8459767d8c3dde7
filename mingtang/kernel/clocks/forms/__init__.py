"""Forms of calendars, limits and the date calculator."""
