"""A handler that must not be called twice in effect: it counts. Installed only in the node of the kill test."""
