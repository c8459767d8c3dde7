"""The demo city 和源市: its data, and the command that builds it."""
