"""What people type about items of the catalogue."""
