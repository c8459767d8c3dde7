"""The append-only record, its chain, the outbox of facts, and the ritual every action follows."""
