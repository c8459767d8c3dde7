"""Why a command is not carried out. The message is the Chinese sentence shown to the person."""


class Refused(Exception):
    """The command does not fit the state of the case; nothing has changed. `code` is stable for machines."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class FlowFault(Refused):
    """The process itself cannot go on from here: the diagram is at fault, not the person. `element` is the node's id."""

    def __init__(self, element: str, message: str) -> None:
        super().__init__("flow_fault", message)
        self.element = element
