"""Pages of the calendar, its notices and hours, the limits, and the date calculator."""
