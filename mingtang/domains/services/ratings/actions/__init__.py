"""What is done with ratings."""
