"""What pages and other rooms ask about ratings."""
