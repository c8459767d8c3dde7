"""Supervision through the machine API."""
