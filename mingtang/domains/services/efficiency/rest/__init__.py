"""The supervision of time limits for programs."""
