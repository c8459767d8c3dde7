"""Addresses for programs (RFC 8555), and pages for whoever looks after them."""
