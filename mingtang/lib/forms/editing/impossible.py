"""What a step of the designer cannot do."""


class Impossible(ValueError):
    """The step makes no sense; the message is for whoever designs. `field` is the control it stands beside."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field
