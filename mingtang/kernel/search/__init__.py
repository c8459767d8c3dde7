"""Chinese full-text search over whatever registers, behind the one door."""
