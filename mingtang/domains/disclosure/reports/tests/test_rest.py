"""Reports for programs."""

import pytest
from django.test import Client

from mingtang.domains.disclosure.reports.tests.samples import sample_report
from tests.world import World

pytestmark = pytest.mark.django_db


def test_anybody_reads_the_tables_of_published_reports(world: World) -> None:
    report = sample_report(world, years_ago=2, is_published=True)
    draft = sample_report(world, years_ago=1)
    listed = Client().get("/api/disclosure/reports", {"organ": report.organ_id}).json()["items"]
    assert [row["year"] for row in listed] == [report.year]
    shown = Client().get(f"/api/disclosure/reports/{report.pk}").json()
    assert shown["figures"]["decided"]["penalties"] == 1
    assert Client().get(f"/api/disclosure/reports/{draft.pk}").status_code == 404
