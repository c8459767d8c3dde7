"""Rules of columns and marks."""

import pytest

from mingtang.domains.portal.sites.rules import DUTIES, cycle_of, is_site_code


@pytest.mark.parametrize(
    ("text", "right"), [("9901000001", True), ("990100001", False), ("bm12345678", False), ("", False)]
)
def test_a_site_code_has_ten_digits(text: str, right: bool) -> None:
    assert is_site_code(text) is right


def test_news_must_come_every_two_weeks_and_profiles_do_not_age() -> None:
    assert cycle_of("news") == 14
    assert cycle_of("profile") is None
    assert all(duty.cycle_days is None or duty.cycle_days > 0 for duty in DUTIES.values())
