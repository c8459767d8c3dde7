"""Every change of the licence store."""
