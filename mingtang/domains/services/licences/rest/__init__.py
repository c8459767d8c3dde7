"""The licence store through the machine API."""
