"""What people type in registration."""
