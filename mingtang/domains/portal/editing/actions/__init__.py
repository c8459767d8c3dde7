"""Every change of editing."""
