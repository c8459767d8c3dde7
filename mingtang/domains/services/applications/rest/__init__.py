"""Applications for programs."""
