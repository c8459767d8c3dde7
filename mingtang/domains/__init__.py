"""The business of government, one folder each, independent of one another."""
