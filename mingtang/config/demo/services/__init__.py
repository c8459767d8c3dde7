"""Government services in the demonstration city."""
