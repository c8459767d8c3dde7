"""Mingtang 明堂: a unified, multi-level e-government platform."""

__version__ = "0.1.0"
