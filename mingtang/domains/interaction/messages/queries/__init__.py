"""Reads of interaction."""
