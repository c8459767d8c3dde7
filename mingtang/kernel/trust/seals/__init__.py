"""Seals in use: drafts of artwork, pressing them on documents, and what is asked of them."""
