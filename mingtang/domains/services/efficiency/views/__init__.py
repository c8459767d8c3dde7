"""Pages of the supervision of time limits."""
