"""Frequent questions (常见问题): written from published letters and kept beside them."""
