"""What pages ask about halls."""
