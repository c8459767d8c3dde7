"""What is done in ACME."""
