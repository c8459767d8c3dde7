"""Every change of the portal."""
