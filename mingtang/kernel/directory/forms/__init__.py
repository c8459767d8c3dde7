"""Forms of the directory's pages, one module per noun."""
