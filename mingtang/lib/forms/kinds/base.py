"""What every kind of field knows how to do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field

Names = Mapping[tuple[str, Any], str]
"""Names of organs, persons, regions and files by kind and key, for showing answers."""


class Kind:
    """One kind of question. The same object for all its fields; it holds no state.

    An answer lives in three forms: *typed* (texts and lists of texts, as a web form sends them), *data* (JSON values,
    as the API sends them and the database keeps them), and *fact* (what conditions see). Absent answers are None.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    keywords: ClassVar[frozenset[str]] = frozenset()
    """Keywords of the schema that this kind understands besides type, format and title."""

    def check(self, field: "Field", value: Any) -> Any:
        """`value` as clean data. Raises Wrong."""
        raise NotImplementedError

    def contract(self, field: "Field") -> dict[str, Any]:
        """JSON Schema of the data that `check` accepts."""
        raise NotImplementedError

    def typed(self, field: "Field", raw: Any) -> Any:
        """Data of what was typed; None for nothing; what cannot be understood comes back as it is, for `check`."""
        return str(raw).strip() or None if raw is not None else None

    def shown(self, field: "Field", value: Any) -> Any:
        """What would have to be typed for `value`; the reverse of `typed`."""
        return "" if value is None else str(value)

    def fact(self, field: "Field", value: Any) -> Any:
        """What conditions see of clean `value`."""
        return value

    def words(self, field: "Field", value: Any, names: Names) -> str:
        """`value` as people read it."""
        return str(value)
