"""The catalogue of what may be applied for: base items, implementation items, their versions and their life."""
