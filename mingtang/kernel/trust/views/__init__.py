"""Pages and addresses of trust."""
