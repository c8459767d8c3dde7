"""What is asked of sharing."""
