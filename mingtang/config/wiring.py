"""Who reacts to whose facts, and what appears in whose navigation. The one page that shows how apps meet.

A line here is `subscribe(SomeFact, other_app.handlers.react)`; both sides stay ignorant of one another.
"""


def connect() -> None:
    """Called once, when every app is ready."""
    connect_facts()
    connect_navigation()


def connect_facts() -> None:
    """Facts on the left, handlers on the right."""


def connect_navigation() -> None:
    """Entries of the workbench and of the public site that belong to no single app."""
