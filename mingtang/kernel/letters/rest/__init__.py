"""文书 for programs."""
