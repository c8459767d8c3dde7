"""The machine interface of processes and decision tables."""
