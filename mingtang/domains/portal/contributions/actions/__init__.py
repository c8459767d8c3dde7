"""Every change of contributions."""
