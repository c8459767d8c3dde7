"""Pages of interaction."""
