"""Calendars of the database: fresh in every process, cheap while nothing changes."""

from datetime import date

import pytest

from mingtang.kernel.clocks.api import office_hours, statute

pytestmark = pytest.mark.django_db


def test_asking_again_costs_one_small_statement(django_assert_num_queries) -> None:
    office_hours()
    with django_assert_num_queries(1):
        office_hours()


def test_a_rule_of_law_costs_no_statement_and_a_figure_of_practice_one(django_assert_num_queries) -> None:
    office_hours()
    with django_assert_num_queries(0):
        assert statute("disclosure.reply", date(2026, 3, 2), "online").amount == 20
    with django_assert_num_queries(1):
        assert statute("hotline.handle", date(2026, 3, 2), "question").amount == 3
