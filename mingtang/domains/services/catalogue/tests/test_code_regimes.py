"""Codes of items: understood where a regime fits, kept where none does."""

import pytest

from mingtang.domains.services.catalogue.code_regimes import read_code, read_regimes


@pytest.mark.parametrize(
    ("code", "regime"),
    [
        ("11654201MB000001954000131004000", "national-task"),
        ("11654201MB00000195400013100400001", "national-handling"),
        ("370117002011", "national-catalog"),
        ("511Z07001006-511602000000-000-11511301008778183N-1-00", "provincial-list"),
        ("G-000007-001-511602000000-000-115113010833722043-1-00", "provincial-list"),
        ("512B0030200001-511602000000-000-083372204-1-00", "provincial-list"),
        ("E-000004-001-11511301008778386B", "provincial-extension"),
        ("E-000021-001-1111111111111111", "provincial-extension"),
    ],
)
def test_real_codes_belong_to_a_regime(code: str, regime: str) -> None:
    reading = read_code(code)
    assert reading is not None
    assert reading.regime.key == regime


def test_a_code_tells_its_parts() -> None:
    reading = read_code("511A0138000000-511602000000-000-115113010833722043-1-00")
    assert reading is not None
    assert reading.parts == {
        "catalog": "511A0138000000",
        "region": "511602000000",
        "body": "115113010833722043",
        "serial": "00",
    }
    assert not reading.regime.national


def test_an_odd_code_belongs_to_none() -> None:
    assert read_code("旧码 12/3") is None


def test_a_node_may_have_regimes_of_its_own() -> None:
    own = read_regimes("[{key: own, title: 本地, pattern: 'X\\d{3}'}]")
    assert read_code("X123", own)
    with pytest.raises(ValueError, match="not a pattern"):
        read_regimes("[{key: own, title: 本地, pattern: '('}]")
