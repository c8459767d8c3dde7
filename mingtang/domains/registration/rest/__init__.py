"""Registration through the machine API."""
