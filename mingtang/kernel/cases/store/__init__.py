"""The fixed statements of a command. Models and migrations are Django's; the command path is not (workflow.md 2.2)."""
