"""The grammar of conditions, read by descent. Depth is counted, there are no loops, so the text bounds the cost.

either     = both {"or" both}
both       = denial {"and" denial}
denial     = "not" denial | comparison
comparison = sum {("=" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not" "in") sum}
sum        = product {("+" | "-") product}
product    = single {("*" | "/" | "%") single}
single     = "-" single | value {"." name}
value      = number | text | true | false | null | name | name "(" list ")" | "(" either ")" | "[" list "]"
"""

from collections.abc import Callable
from typing import Any

from mingtang.lib.flow.conditions import meaning, tree
from mingtang.lib.flow.conditions.faults import ConditionError, TooLarge
from mingtang.lib.flow.conditions.meaning import Meaning, Place
from mingtang.lib.flow.conditions.tree import Tree
from mingtang.lib.flow.conditions.words import Word, words_of

DEEPEST = 30
_COMPARISONS = frozenset({"=", "==", "!=", "<", "<=", ">", ">=", "in"})
_LITERALS = {"true": True, "false": False, "null": None}


def read(text: str) -> tuple[Meaning, frozenset[str]]:
    """The meaning of `text` and the names it asks for. Raises ConditionError."""
    reader = _Reader(text, meaning)
    result: Meaning = reader.whole()
    return result, frozenset(reader.names)


def read_tree(text: str) -> Tree:
    """The same text as a tree of plain JSON values, for interpreters elsewhere. Raises ConditionError."""
    result: Tree = _Reader(text, tree).whole()
    return result


class _Reader:
    """`make` is the module that makes something of each part: `meaning` closures, `tree` JSON."""

    def __init__(self, text: str, make: Any) -> None:
        self.text = text
        self.make = make
        self.words = words_of(text)
        self.next = 0
        self.depth = 0
        self.names: set[str] = set()

    @property
    def word(self) -> Word:
        return self.words[self.next]

    @property
    def here(self) -> Place:
        return Place(self.text, self.word.place)

    def fault(self, message: str) -> ConditionError:
        return self.here.fault(message)

    def take(self) -> Word:
        self.next += 1
        return self.words[self.next - 1]

    def sees(self, *texts: str) -> bool:
        return self.word.kind in {"sign", "operator"} and self.word.text in texts

    def expect(self, text: str) -> None:
        if not self.sees(text):
            raise self.fault(f"这里缺少“{text}”")
        self.take()

    def deeper(self, part: Callable[[], Any]) -> Any:
        """Read `part` one level down; every way back to the top of the grammar passes here."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooLarge(f"括号和否定最多套 {DEEPEST} 层", self.text, self.word.place)
        result = part()
        self.depth -= 1
        return result

    def whole(self) -> Any:
        result = self.either()
        if self.word.kind != "end":
            raise self.fault(f"这里多了“{self.word.text}”")
        return result

    def either(self) -> Any:
        parts = [(self.both(), self.here)]
        while self.sees("or"):
            self.take()
            parts.append((self.both(), self.here))
        return parts[0][0] if len(parts) == 1 else self.make.either(parts)

    def both(self) -> Any:
        parts = [(self.denial(), self.here)]
        while self.sees("and"):
            self.take()
            parts.append((self.denial(), self.here))
        return parts[0][0] if len(parts) == 1 else self.make.both(parts)

    def denial(self) -> Any:
        if not self.sees("not"):
            return self.comparison()
        at = self.here
        self.take()
        return self.make.negation(self.deeper(self.denial), at)

    def comparison(self) -> Any:
        first, rest = self.sum(), []
        while sign := self.comparing_sign():
            test = self.make.comparison(sign, self.here)
            rest.append((test, self.sum()))
        return self.make.chain(first, rest) if rest else first

    def comparing_sign(self) -> str:
        """Take the sign of a comparison when there is one."""
        if self.sees("not") and self.words[self.next + 1].text == "in":
            self.next += 2
            return "not in"
        return self.take().text if self.sees(*_COMPARISONS) else ""

    def sum(self) -> Any:
        return self.left_to_right(self.product, "+", "-")

    def product(self) -> Any:
        return self.left_to_right(self.single, "*", "/", "%")

    def left_to_right(self, part: Callable[[], Any], *signs: str) -> Any:
        result, length = part(), 0
        while self.sees(*signs):
            at, length = self.here, length + 1
            if length > DEEPEST:  # each sign nests the meaning one level deeper
                raise TooLarge(f"一个算式最多 {DEEPEST} 个运算符", self.text, self.word.place)
            sign = self.take().text
            result = self.make.arithmetic(sign, result, part(), at)
        return result

    def single(self) -> Any:
        if self.sees("-"):
            at = self.here
            self.take()
            return self.make.negative(self.deeper(self.single), at)
        result, length = self.value(), 0
        while self.sees("."):
            self.take()
            length += 1
            if self.word.kind != "name" or length > DEEPEST:
                raise self.fault("点号后面要写字段名")
            result = self.make.field(result, self.take().text)
        return result

    def value(self) -> Any:
        word = self.word
        if word.kind == "number":
            return self.make.constant(float(word.text) if "." in self.take().text else int(word.text))
        if word.kind == "text":
            return self.make.constant(self.take().text[1:-1])
        if word.kind == "name":
            return self.named()
        return self.enclosed()

    def named(self) -> Any:
        at, word = self.here, self.take()
        if word.text in _LITERALS:
            return self.make.constant(_LITERALS[word.text])
        if self.sees("("):
            self.take()
            return self.make.call(word.text, self.listed(")"), at)
        self.names.add(word.text)
        return self.make.name(word.text)

    def enclosed(self) -> Any:
        if self.sees("["):
            self.take()
            return self.make.listing(self.listed("]"))
        if not self.sees("("):
            raise self.fault("这里缺少一个值")
        self.take()
        result = self.deeper(self.either)
        self.expect(")")
        return result

    def listed(self, end: str) -> list[Any]:
        parts: list[Any] = []
        while not self.sees(end):
            if parts:
                self.expect(",")
            parts.append(self.deeper(self.either))
        self.take()
        return parts
