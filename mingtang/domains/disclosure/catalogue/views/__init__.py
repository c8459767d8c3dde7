"""Pages: for everybody, and for those who draft, review and sign."""
