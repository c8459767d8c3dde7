"""Pages: for everybody, and for those who compile and sign."""
