"""Words are found however they are written, those of the program and those of the node."""

import pytest

from mingtang.domains.interaction.moderation.api import add_word, remove_word, warnings_of, words_in
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["代开发票", "代 开·发 票", "代開發票", "代，开，发。票"])
def test_words_are_found_through_marks_blanks_and_other_scripts(text: str) -> None:
    assert words_in(f"低价{text}欢迎")["block"] == ["广告"]


def test_ordinary_words_meet_nothing_and_some_only_warn() -> None:
    assert words_in("请问发票丢了怎么补开？") == {"block": [], "warn": []}
    assert warnings_of("再不解决我就不想活了") == ["极端情绪"]


def test_a_word_of_the_node_is_looked_for_until_it_is_removed(world: World) -> None:
    organ = world.organ("service-bureau")
    word = add_word(SYSTEM, organ, word="包过培训", label="广告", level="block")
    with pytest.raises(Refused, match="广告"):
        warnings_of("考证 包過·培訓")
    for again in ("包过培训", "代开发票", "，", "票"):
        with pytest.raises(Refused):
            add_word(SYSTEM, organ, word=again, label="广告", level="block")
    with pytest.raises(NotPermitted):
        remove_word(world.actor("official"), word)
    remove_word(SYSTEM, word)
    assert warnings_of("考证包过培训") == []
