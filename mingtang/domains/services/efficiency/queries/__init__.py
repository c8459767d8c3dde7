"""What pages, reports and programs ask about how time is kept."""
