"""What is asked of the catalogue."""
