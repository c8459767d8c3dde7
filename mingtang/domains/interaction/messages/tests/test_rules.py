"""Pure rules: answers that put off are seen, stages follow the case."""

import pytest

from mingtang.domains.interaction.messages.kinds import kinds, special_channels
from mingtang.domains.interaction.messages.rules import Stage, is_evasive, stage_of


def test_kinds_and_channels_have_words() -> None:
    assert set(kinds()) == {"consult", "complaint", "report", "suggestion", "leader_mail", "site_error"}
    assert not kinds()["report"].may_be_public
    assert all(words for _, words in special_channels().values())


def test_evasive_answers_are_seen() -> None:
    assert is_evasive("您的来信收悉，请咨询有关部门。")
    assert not is_evasive("您的来信收悉，请咨询市公积金中心，电话 2123456。")
    assert not is_evasive("不需要本人到场，网上办理即可。")


@pytest.mark.parametrize(
    ("nodes", "status", "validity", "stage"),
    [
        (("screen",), "running", "", Stage.SCREENING),
        (("answer",), "running", "valid", Stage.ANSWERED),
        (("answer",), "running", "invalid", Stage.INVALID),
        ((), "completed", "referred", Stage.REFERRED),
        ((), "completed", "valid", Stage.ANSWERED),
        ((), "terminated", "valid", Stage.ENDED),
    ],
)
def test_stages(nodes: tuple[str, ...], status: str, validity: str, stage: Stage) -> None:
    assert stage_of(nodes, status=status, validity=validity) is stage
