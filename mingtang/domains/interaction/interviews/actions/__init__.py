"""Every change of interviews."""
