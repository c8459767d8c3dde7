"""Proactive disclosure (主动公开): the catalogue, items from draft to publication, what everybody reads."""
