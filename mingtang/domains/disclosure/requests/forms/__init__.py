"""What people type about requests."""
