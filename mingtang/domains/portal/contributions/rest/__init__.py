"""Contributions through the machine API."""
