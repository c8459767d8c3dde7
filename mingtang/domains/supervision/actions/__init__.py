"""Every change of supervision."""
