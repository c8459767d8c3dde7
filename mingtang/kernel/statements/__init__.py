"""Fixed statements in one transaction: the same text on both databases, gathered in a pipeline on PostgreSQL."""
