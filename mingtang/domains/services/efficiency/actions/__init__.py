"""Every change of the supervision of time limits."""
