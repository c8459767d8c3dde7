"""Electronic mail."""
