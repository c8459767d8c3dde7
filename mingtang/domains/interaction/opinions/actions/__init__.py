"""Every change of calls for opinions."""
