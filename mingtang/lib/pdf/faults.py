"""Why a file is not read."""


class UnreadablePdf(ValueError):
    """A file is no PDF, broken, encrypted or too large; `says` tells it in plain Chinese, `detail` to experts."""

    def __init__(self, says: str, detail: str = "") -> None:
        super().__init__(detail or says)
        self.says = says
        self.detail = detail
