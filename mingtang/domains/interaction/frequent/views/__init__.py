"""Pages of frequent questions."""
