"""Requests beyond what is reasonable: reasons asked, refused without, a reasonable time told (article 35)."""

from datetime import date

import pytest

from mingtang.domains.disclosure.requests.api import ask_reasons, draft_reply, take_reasons, tell_reasonable_time
from mingtang.domains.disclosure.requests.calendar import reply_clock
from mingtang.domains.disclosure.requests.tests.office import Office
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def test_nobody_is_refused_for_many_requests_before_his_reasons_were_asked(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        with pytest.raises(Refused, match="先要求申请人说明理由"):
            draft_reply(office.clerk, request, kind="not_handled.mass", detail="本月 30 件。")
        ask_reasons(office.clerk, request, finding="内容大致相同。", until=FRIDAY)
        assert office.due(request) == date(2026, 3, 30)
        with pytest.raises(Refused, match="已经要求"):
            ask_reasons(office.clerk, request, finding="x", until=FRIDAY)
        with pytest.raises(Refused, match="先要求申请人说明理由"):
            draft_reply(office.clerk, office.fresh(request), kind="not_handled.mass", detail="x")
    with office.on(date(2026, 3, 9)):
        assert office.drafted(office.fresh(request), "not_handled.mass").reply_kind == "not_handled.mass"


def test_good_reasons_may_bring_a_reasonable_time_of_its_own(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        with pytest.raises(Refused, match="没有要求"):
            take_reasons(office.clerk, request, told_on=MONDAY, reasons="研究需要")
        ask_reasons(office.clerk, request, finding="内容大致相同。", until=FRIDAY)
        with pytest.raises(Refused, match="说明理由"):
            tell_reasonable_time(office.head, request, until=date(2026, 5, 29), reason="数量较多。")
        take_reasons(office.clerk, request, told_on=MONDAY, reasons="研究需要")
        with pytest.raises(NotPermitted):
            tell_reasonable_time(office.clerk, request, until=date(2026, 5, 29), reason="数量较多。")
        tell_reasonable_time(office.head, request, until=date(2026, 5, 29), reason="数量较多。")
        assert office.due(request) == date(2026, 5, 29)
        clock = reply_clock(office.fresh(request))
        assert clock
        assert "第三十五条" in clock.sentence
        with pytest.raises(Refused, match="只确定一次"):
            tell_reasonable_time(office.head, office.fresh(request), until=date(2026, 6, 29), reason="x")
    assert [letter.kind for letter in request.letters.all()] == ["receipt", "reasons", "reasonable_time"]
