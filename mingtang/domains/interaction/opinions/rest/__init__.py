"""Machine interface of calls for opinions."""
