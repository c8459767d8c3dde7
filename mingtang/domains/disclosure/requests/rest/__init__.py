"""Requests for programs."""
