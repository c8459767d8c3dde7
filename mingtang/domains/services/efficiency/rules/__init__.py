"""Pure rules of the supervision of time limits."""
