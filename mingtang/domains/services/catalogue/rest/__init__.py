"""The machine API of the catalogue."""
