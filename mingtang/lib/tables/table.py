"""What is asked of a foreign table, and what came out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """One column we read. Its heading may be `title`, `name` or one of `aliases`.

    `parse` turns the text of a filled cell into its normal form, or raises ValueError with a Chinese sentence. An empty
    cell is the empty text, and a fault when `required`; a `required` column must be present.
    """

    name: str
    title: str
    required: bool = False
    unique: bool = False
    aliases: tuple[str, ...] = ()
    max_length: int = 200
    parse: Callable[[str], str] | None = None

    @property
    def headings(self) -> frozenset[str]:
        """All headings that mean this column, in lower case."""
        return frozenset(heading.lower() for heading in (self.name, self.title, *self.aliases))


@dataclass(frozen=True)
class Limits:
    """How much of a file we are willing to read. Sizes in bytes; a tag is one `<` in the markup of a workbook."""

    max_bytes: int = 20 * 1024 * 1024
    max_rows: int = 100_000
    max_columns: int = 100
    max_unpacked_bytes: int = 64 * 1024 * 1024
    max_unpacked_ratio: int = 200
    max_tags: int = 3_000_000


@dataclass(frozen=True)
class TableFault:
    """Something to correct. `row` is None for the file as a whole, `column` (a heading) for the whole row."""

    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = (f"第 {self.row} 行" if self.row else "") + (f"“{self.column}”" if self.column else "")
        return f"{place}：{self.message}" if place else self.message


class TableRejected(ValueError):
    """The table has faults, all of them in `faults`, so nothing of it may be used."""

    def __init__(self, faults: list[TableFault]) -> None:
        super().__init__(f"表格有 {len(faults)} 处错误，未导入任何内容")
        self.faults = faults


@dataclass(frozen=True)
class Row:
    """One row without faults. `number` is the row of the sheet, or the line of the text file where it begins.

    `values` has an entry for every column asked for; a column missing from the file is empty text.
    """

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


@dataclass
class Table:
    """The outcome of reading: rows without faults, all faults, and headings of columns nobody asked for.

    Look at `rows` to check further what concerns several rows and `add_fault`; use `accepted` to act on the content.
    """

    rows: list[Row] = field(default_factory=list)
    faults: list[TableFault] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def add_fault(self, row: int | None, column: str | None, message: str) -> None:
        """Note a fault found by the caller; `message` is Chinese."""
        self.faults.append(TableFault(row, column, message))

    def accepted(self) -> list[Row]:
        """All rows, when nothing at all is wrong. Raises TableRejected otherwise: never half a table."""
        if self.faults:
            raise TableRejected(sorted(self.faults, key=lambda fault: fault.row or 0))
        return self.rows


class UnreadableFile(Exception):
    """The file cannot be read as a table at all; the message is Chinese."""


@dataclass(frozen=True)
class RawRow:
    """A row as it stands in the file. `faults` by place of the cell from 0; None is the row as a whole."""

    number: int
    cells: list[str]
    faults: dict[int | None, str] = field(default_factory=dict)
