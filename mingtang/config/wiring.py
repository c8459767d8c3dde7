"""Who reacts to whose facts, and what appears in whose navigation. The one page that shows how apps meet.

A line here is `subscribe(SomeFact, other_app.handlers.react)`; both sides stay ignorant of one another.
"""


def connect() -> None:
    """Called once, when every app is ready."""
    connect_facts()
    connect_navigation()


def connect_facts() -> None:
    """Facts on the left, handlers on the right."""
    from mingtang.kernel.directory.events import PhoneCodeIssued
    from mingtang.kernel.evidence.api import DeliveryDied, subscribe
    from mingtang.kernel.messaging import handlers as messaging

    subscribe(DeliveryDied, messaging.tell_of_dead_delivery)
    subscribe(PhoneCodeIssued, messaging.send_phone_code)


def connect_navigation() -> None:
    """Entries of the workbench and of the public site that belong to no single app."""
