"""Visits through the machine API."""
