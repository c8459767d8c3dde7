"""The machine interface of the hall."""
