"""Why an action cannot be done although it is permitted. Messages are for the user."""


class Refused(Exception):
    """The action would break a rule. `field` names the form field at fault, empty when none is."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Stale(Refused):
    """Somebody else has changed the object since the actor looked at it."""
