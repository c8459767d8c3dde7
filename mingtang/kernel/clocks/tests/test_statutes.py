"""Every time limit of the four chapters is there as data, with the clause or the practice it comes from."""

from datetime import date

import pytest

from mingtang.kernel.clocks.statutes import business_of, businesses, shipped
from mingtang.lib.clocks import Rule, Unit

RULES = shipped().rules


def test_the_businesses_have_these_many_limits() -> None:
    counts = {name: sum(rule.code.startswith(f"{name}.") for rule in RULES) for name in businesses()}
    assert counts == {
        "services": 44,
        "disclosure": 26,
        "hotline": 52,
        "office": 64,
        "registration": 2,
        "interaction": 16,
    }
    assert sum(rule.unconfirmed for rule in RULES) == 139


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}|{rule.channel}|{rule.effective}")
def test_each_says_where_it_comes_from_and_when_it_begins(rule: Rule) -> None:
    assert all((rule.title, rule.source, rule.origin))
    assert rule.amount > 0 or rule.code in {"services.renewal_decision", "office.return_filing"}
    assert rule.extension is None or (rule.extension.source and rule.extension.granted_by and rule.extension.most)
    if not rule.unconfirmed:
        assert not {"本", "某"} & set(rule.source[:1]), "practice is not law"
    named = business_of(rule.code)
    assert (rule.pauses | rule.restarts) <= set(named.kinds), "each kind of interruption has a word"
    assert rule.channel in {"", *named.channels}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}|{rule.channel}|{rule.effective}")
def test_a_rule_kept_with_a_case_reads_back_as_it_was(rule: Rule) -> None:
    assert Rule.read(rule.written()) == rule


@pytest.mark.parametrize(
    ("code", "amount", "unit"),
    [
        ("services.acceptance", 5, Unit.WORKING_DAYS),  # 行政许可法 32
        ("services.decision", 20, Unit.WORKING_DAYS),  # 42
        ("services.joint_decision", 45, Unit.WORKING_DAYS),
        ("services.lower_examination", 20, Unit.WORKING_DAYS),  # 43
        ("services.delivery", 10, Unit.WORKING_DAYS),  # 44
        ("services.hearing_request", 5, Unit.WORKING_DAYS),  # 47
        ("services.hearing_held", 20, Unit.WORKING_DAYS),
        ("services.hearing_notice", 7, Unit.WORKING_DAYS),  # 48
        ("services.renewal_request", 30, Unit.WORKING_DAYS),  # 50
        ("services.publicity", 7, Unit.WORKING_DAYS),
        ("disclosure.publish", 20, Unit.WORKING_DAYS),  # 政府信息公开条例 26
        ("disclosure.correction_notice", 7, Unit.WORKING_DAYS),  # 30
        ("disclosure.third_party_answer", 15, Unit.WORKING_DAYS),  # 32
        ("disclosure.reply", 20, Unit.WORKING_DAYS),  # 33
        ("disclosure.co_maker_answer", 15, Unit.WORKING_DAYS),  # 34
        ("disclosure.fee_payment", 20, Unit.WORKING_DAYS),
        ("hotline.market_complaint", 7, Unit.WORKING_DAYS),
        ("hotline.market_mediation", 45, Unit.WORKING_DAYS),
        ("hotline.petition_acceptance", 15, Unit.NATURAL_DAYS),
        ("hotline.petition_handling", 60, Unit.NATURAL_DAYS),
        ("office.review_request", 30, Unit.NATURAL_DAYS),
        ("office.review_decision", 30, Unit.NATURAL_DAYS),
        ("office.suggestion_answer", 3, Unit.MONTHS),
        ("office.bid_preparation", 20, Unit.NATURAL_DAYS),
    ],
)
def test_the_figures_of_the_law(code: str, amount: int, unit: Unit) -> None:
    rule = shipped().rule(code, date(2026, 3, 2))
    assert (rule.amount, rule.unit, rule.unconfirmed) == (amount, unit, code == "disclosure.fee_payment")


def test_the_stop_list_of_permits_is_that_of_article_45_and_knows_no_site_visit() -> None:
    stops = {"hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review"}
    assert shipped().rule("services.decision", date(2026, 3, 2)).pauses == stops


def test_the_receipt_of_a_request_depends_on_the_channel_and_the_old_regulation_stands_beside_the_new() -> None:
    table = shipped()
    origins = {
        table.rule("disclosure.reply", date(2026, 3, 2), channel).origin
        for channel in businesses()["disclosure"].channels
    }
    assert len(origins) == 4
    assert table.rule("disclosure.reply", date(2019, 5, 14)).amount == 15
    assert table.rule("disclosure.reply", date(2019, 5, 15)).amount == 20


def test_urgent_orders_of_the_hotline_run_day_and_night() -> None:
    table, day = shipped(), date(2026, 3, 2)
    assert table.rule("hotline.dispatch", day).unit == Unit.WORKING_MINUTES
    assert table.rule("hotline.dispatch", day, "critical").unit == Unit.MINUTES
    assert table.rule("hotline.handle", day, "question").amount == 3
