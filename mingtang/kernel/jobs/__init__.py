"""Background work of a node: tasks, schedules and rounds, run by our own worker on the database."""
