"""The machine interface of ratings."""
