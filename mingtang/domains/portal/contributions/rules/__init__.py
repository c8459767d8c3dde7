"""Pure decisions of contributions."""
