"""The whole program as its operators meet it: real processes, real signals, real files."""
