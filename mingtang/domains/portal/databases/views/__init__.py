"""Pages of the special databases."""
