"""Why an item cannot be kept or published."""

from mingtang.domains.services.catalogue.rules.defects import Defect
from mingtang.kernel.directory.api import Refused
from mingtang.lib.forms import Errors


class Misshapen(Refused):
    """The document is not in the shape that item.yaml describes; `errors` by path."""

    def __init__(self, errors: Errors) -> None:
        told = [f"{path or '事项'}：{messages[0]}" for path, messages in list(errors.items())[:3]]
        super().__init__("；".join(told), next(iter(errors)).partition(".")[0])
        self.errors = errors


class Defective(Refused):
    """The item may not be published; `defects` are all that is wrong with it."""

    def __init__(self, defects: list[Defect]) -> None:
        told = "；".join(defect.sentence for defect in defects[:3])
        super().__init__(f"还有 {len(defects)} 处问题，不能发布：{told}{'……' if len(defects) > 3 else ''}")
        self.defects = defects
