"""Every change of the special databases."""
