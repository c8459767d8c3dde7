"""Taking the values of a structure one after another, some of which may be missing."""

from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.der.reading import Value, children, one_value
from mingtang.lib.crypto.faults import Malformed


class Fields:
    """What is inside a constructed value, in its order. Each method raises Malformed."""

    def __init__(self, value: Value, tag: int = tags.SEQUENCE) -> None:
        if value.tag != tag:
            raise Malformed(f"a value has tag {value.tag:#04x} instead of {tag:#04x}")
        self._rest = list(children(value))[::-1]

    @classmethod
    def of(cls, encoded: bytes, *, most: int) -> "Fields":
        """The fields of the SEQUENCE that `encoded` is, of at most `most` bytes."""
        return cls(one_value(encoded, tags.SEQUENCE, most=most))

    def take(self, tag: int | None = None) -> Value:
        """The next one, which must be there, with `tag`."""
        if not self._rest:
            raise Malformed("a structure ends too early")
        if tag is not None and self._rest[-1].tag != tag:
            raise Malformed(f"a value has tag {self._rest[-1].tag:#04x} instead of {tag:#04x}")
        return self._rest.pop()

    def maybe(self, *allowed: int) -> Value | None:
        """The next one if it has one of these tags; otherwise nothing is taken."""
        return self._rest.pop() if self._rest and self._rest[-1].tag in allowed else None

    def explicit(self, number: int) -> Value | None:
        """What is wrapped in `[number] EXPLICIT`, if that comes next."""
        wrapped = self.maybe(tags.CONTEXT | tags.CONSTRUCTED | number)
        return wrapped and one_value(wrapped.body, most=len(wrapped.body))  # the whole was within its bound

    def rest(self) -> list[Value]:
        """All that is left."""
        left, self._rest = self._rest[::-1], []
        return left

    def end(self) -> None:
        """Nothing more may follow."""
        if self._rest:
            raise Malformed("a structure has more values than it should")
