"""Every change of content, by noun."""
