"""Interaction through the machine API."""
