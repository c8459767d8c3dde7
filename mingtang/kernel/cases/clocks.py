"""Commands on legal clocks; being written."""
