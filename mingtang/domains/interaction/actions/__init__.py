"""Every change of interaction."""
