"""Machine interface of frequent questions."""
