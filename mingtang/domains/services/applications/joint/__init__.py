"""Joint matters: where the parts stand, their limits, the picture of their course, and who sees what of it."""
