"""Names are found by any piece of them; nothing that has a piece is missed, on both databases."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.kernel.search.api import FragmentIndex
from mingtang.kernel.search.fragments import pairs

pytestmark = pytest.mark.django_db
NAMES = {1: "张三", 2: "买买提·吐尔逊", 3: "和源市张三丰餐饮有限公司", 4: "ABC Trading", 5: "𠮷野𠮷野", 6: "王"}
NAME = st.text(st.sampled_from("张王小丰Aa·'\"*𠮷1"), min_size=2, max_size=6)


@pytest.fixture
def index() -> Iterator[FragmentIndex]:
    index = FragmentIndex("test_names")
    index.create()
    index.write(NAMES.items())
    yield index
    index.drop()


@pytest.mark.parametrize(
    ("piece", "found"),
    [("张三", [1, 3]), ("三丰餐", [3]), ("提·吐", [2]), ("bc t", [4]), ("野𠮷", [5]), ("李四", []), ("丰张", [])],
)
def test_a_piece_of_two_characters_and_more_finds_its_names(index: FragmentIndex, piece: str, found: list[int]) -> None:
    assert sorted(index.candidates(piece, 9) or []) == found


def test_what_is_too_common_or_too_short_is_left_to_others(index: FragmentIndex) -> None:
    assert index.candidates("张三", 1) is None
    assert index.candidates("王", 9) is None


def test_a_name_written_again_is_found_by_its_new_pieces_only(index: FragmentIndex) -> None:
    index.write([(1, "李四")])
    assert (index.candidates("李四", 9), index.candidates("张三", 9)) == ([1], [3])


def test_a_rebuild_forgets_what_it_is_not_given(index: FragmentIndex) -> None:
    assert index.rebuild([(7, "李四")]) == 1
    assert (index.candidates("李四", 9), index.candidates("张三", 9)) == ([7], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(names=st.lists(NAME, max_size=8), piece=NAME)
def test_nothing_that_has_a_piece_is_missed(index: FragmentIndex, names: list[str], piece: str) -> None:
    index.rebuild(enumerate(names))
    having = {key for key, name in enumerate(names) if piece.casefold() in name.casefold()}
    assert having <= set(index.candidates(piece, 99) or [])


def test_pairs_fit_the_integers_of_a_database() -> None:
    assert all(0 <= pair < 2**31 for pair in pairs("\U0010ffff\U0010ffff龥龥"))
