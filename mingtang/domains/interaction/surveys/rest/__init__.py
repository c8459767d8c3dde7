"""Machine interface of surveys."""
