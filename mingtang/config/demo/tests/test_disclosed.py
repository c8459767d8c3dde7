"""What the demonstration city has published, and its annual reports."""

import pytest

from mingtang.config.demo.annual_reports import load_annual_reports
from mingtang.config.demo.city import load_city
from mingtang.config.demo.disclosed import load_disclosed
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.reports.models import AnnualReport

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_city_has_published_and_reports(world: object) -> None:
    city = load_city()
    for _again in range(2):  # loading what is there changes nothing
        load_disclosed(city)
        load_annual_reports(city)
    public = InformationItem.objects.filter(state="published")
    assert public.count() >= 60
    assert public.values("organ").distinct().count() >= 10
    assert public.values("node").distinct().count() >= 20
    assert set(public.values_list("validity", flat=True)) == {"valid", "amended", "lapsed", "repealed"}
    assert InformationItem.objects.exclude(state="published").count() == 4
    whole = AnnualReport.objects.get(is_aggregate=True)
    assert whole.left_out == ""
    table = whole.figures["requests"]
    assert (table["new"]["total"], table["carried_out"]["total"]) == (6, 1)
    assert AnnualReport.objects.filter(state="published").count() > 10
