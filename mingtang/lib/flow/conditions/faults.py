"""What can be wrong with a condition, and where."""


class ConditionError(ValueError):
    """The text is no condition, or cannot be answered for these data. `place` counts characters from 0."""

    def __init__(self, message: str, text: str, place: int) -> None:
        super().__init__(f"{message}（第 {place + 1} 个字符处：{text[place : place + 12] or '末尾'}）")
        self.message = message
        self.place = place


class TooLarge(ConditionError):
    """The text is longer or deeper than anybody can read, or a number leaves all reason."""
