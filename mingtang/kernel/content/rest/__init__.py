"""The machine API of content."""
