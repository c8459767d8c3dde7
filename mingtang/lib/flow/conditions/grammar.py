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

from mingtang.lib.flow.conditions import meaning
from mingtang.lib.flow.conditions.faults import ConditionError, TooLarge
from mingtang.lib.flow.conditions.meaning import Meaning, Place
from mingtang.lib.flow.conditions.words import Word, words_of

DEEPEST = 30
_COMPARISONS = frozenset({"=", "==", "!=", "<", "<=", ">", ">=", "in"})
_LITERALS = {"true": True, "false": False, "null": None}


def read(text: str) -> tuple[Meaning, frozenset[str]]:
    """The meaning of `text` and the names it asks for. Raises ConditionError."""
    reader = _Reader(text)
    result = reader.either()
    if reader.word.kind != "end":
        raise reader.fault(f"这里多了“{reader.word.text}”")
    return result, frozenset(reader.names)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
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

    def deeper(self, part: Callable[[], Meaning]) -> Meaning:
        """Read `part` one level down; every way back to the top of the grammar passes here."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooLarge(f"括号和否定最多套 {DEEPEST} 层", self.text, self.word.place)
        result = part()
        self.depth -= 1
        return result

    def either(self) -> Meaning:
        parts = [(self.both(), self.here)]
        while self.sees("or"):
            self.take()
            parts.append((self.both(), self.here))
        return parts[0][0] if len(parts) == 1 else meaning.either(parts)

    def both(self) -> Meaning:
        parts = [(self.denial(), self.here)]
        while self.sees("and"):
            self.take()
            parts.append((self.denial(), self.here))
        return parts[0][0] if len(parts) == 1 else meaning.both(parts)

    def denial(self) -> Meaning:
        if not self.sees("not"):
            return self.comparison()
        at = self.here
        self.take()
        return meaning.negation(self.deeper(self.denial), at)

    def comparison(self) -> Meaning:
        first, rest = self.sum(), []
        while sign := self.comparing_sign():
            test = meaning.comparison(sign, self.here)
            rest.append((test, self.sum()))
        return meaning.chain(first, rest) if rest else first

    def comparing_sign(self) -> str:
        """Take the sign of a comparison when there is one."""
        if self.sees("not") and self.words[self.next + 1].text == "in":
            self.next += 2
            return "not in"
        return self.take().text if self.sees(*_COMPARISONS) else ""

    def sum(self) -> Meaning:
        return self.left_to_right(self.product, "+", "-")

    def product(self) -> Meaning:
        return self.left_to_right(self.single, "*", "/", "%")

    def left_to_right(self, part: Callable[[], Meaning], *signs: str) -> Meaning:
        result, length = part(), 0
        while self.sees(*signs):
            at, length = self.here, length + 1
            if length > DEEPEST:  # each sign nests the meaning one level deeper
                raise TooLarge(f"一个算式最多 {DEEPEST} 个运算符", self.text, self.word.place)
            sign = self.take().text
            result = meaning.arithmetic(sign, result, part(), at)
        return result

    def single(self) -> Meaning:
        if self.sees("-"):
            at = self.here
            self.take()
            return meaning.negative(self.deeper(self.single), at)
        result, length = self.value(), 0
        while self.sees("."):
            self.take()
            length += 1
            if self.word.kind != "name" or length > DEEPEST:
                raise self.fault("点号后面要写字段名")
            result = meaning.field(result, self.take().text)
        return result

    def value(self) -> Meaning:
        word = self.word
        if word.kind == "number":
            return meaning.constant(float(word.text) if "." in self.take().text else int(word.text))
        if word.kind == "text":
            return meaning.constant(self.take().text[1:-1])
        if word.kind == "name":
            return self.named()
        return self.enclosed()

    def named(self) -> Meaning:
        at, word = self.here, self.take()
        if word.text in _LITERALS:
            return meaning.constant(_LITERALS[word.text])
        if self.sees("("):
            self.take()
            return meaning.call(word.text, self.listed(")"), at)
        self.names.add(word.text)
        return meaning.name(word.text)

    def enclosed(self) -> Meaning:
        if self.sees("["):
            self.take()
            return meaning.listing(self.listed("]"))
        if not self.sees("("):
            raise self.fault("这里缺少一个值")
        self.take()
        result = self.deeper(self.either)
        self.expect(")")
        return result

    def listed(self, end: str) -> list[Meaning]:
        parts: list[Meaning] = []
        while not self.sees(end):
            if parts:
                self.expect(",")
            parts.append(self.deeper(self.either))
        self.take()
        return parts
