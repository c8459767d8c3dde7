"""Trust through the machine API."""
