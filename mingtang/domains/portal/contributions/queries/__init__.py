"""What is asked of contributions."""
