"""Public pages of the sites."""
