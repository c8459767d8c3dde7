"""The inbox of this site."""
