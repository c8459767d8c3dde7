"""The pages of designing an item."""
