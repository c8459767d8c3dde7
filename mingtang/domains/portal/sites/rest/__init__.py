"""Sites through the machine API."""
