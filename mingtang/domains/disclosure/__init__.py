"""Disclosure of government information (政府信息公开)."""
