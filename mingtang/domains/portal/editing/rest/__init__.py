"""Editing, for programs."""
