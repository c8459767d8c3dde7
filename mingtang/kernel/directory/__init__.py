"""Regions, organs, units, posts, people, accounts, grants and official numbers."""
