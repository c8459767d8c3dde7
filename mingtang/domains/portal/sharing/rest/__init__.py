"""Sharing through the machine API."""
