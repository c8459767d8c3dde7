"""Everything that is done to a request."""
