"""Definitions: what is drawn up as a draft, published in versions that never change, and retired."""
