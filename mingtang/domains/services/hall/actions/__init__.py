"""What is done in a hall."""
