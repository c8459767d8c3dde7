"""Judging files of strangers, and the words in which it is told."""
