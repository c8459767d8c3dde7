"""What is done in registration."""
