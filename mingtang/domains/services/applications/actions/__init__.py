"""Every change of applications."""
