"""Pages of calls for opinions."""
