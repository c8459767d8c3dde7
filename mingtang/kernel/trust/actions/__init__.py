"""What is done in trust."""
