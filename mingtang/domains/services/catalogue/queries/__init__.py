"""Reads of the catalogue that are not trivial."""
