"""A country of made-up regions in the shape of GB/T 2260, as large as one likes."""

from collections.abc import Iterator
from io import BytesIO


def country(least: int) -> tuple[BytesIO, int]:
    """A table `code,name,parent` with the first `least` regions down to the township, and their number."""
    rows = [row for row, _ in zip(_rows(), range(least), strict=False)]
    return BytesIO("\n".join(["code,name,parent", *rows]).encode()), len(rows)


def _rows() -> Iterator[str]:
    for province in range(11, 99):
        yield f"{province},第{province}省,"
        for city in range(1, 15):
            yield f"{province}{city:02},第{city}市,{province}"
            for county in range(1, 9):
                code = f"{province}{city:02}{county:02}"
                yield f"{code},第{county}县,{code[:4]}"
                for town in range(1, 11):
                    yield f"{code}{town:03},第{town}乡,{code}"
