"""Addresses of inspection."""

from django.urls import path

from mingtang.domains.inspection.views import findings, rounds, sites, warnings

urlpatterns = [
    path("workbench/inspection/", findings.findings_page, name="inspection_findings"),
    path("workbench/inspection/findings/<int:pk>/", findings.finding_page, name="inspection_finding"),
    path("workbench/inspection/sites/", sites.sites_page, name="inspected_sites"),
    path("workbench/inspection/sites/new/", sites.new_site, name="register_inspected_site"),
    path("workbench/inspection/sites/<int:pk>/", sites.site_page, name="inspected_site"),
    path("workbench/inspection/sites/<int:pk>/change/", sites.changed_site, name="change_inspected_site"),
    path("workbench/inspection/sites/<int:pk>/retirement/", sites.retirement, name="retire_inspected_site"),
    path("workbench/inspection/warnings/", warnings.warnings_page, name="inspection_warnings"),
    path("workbench/inspection/rounds/", rounds.rounds_page, name="inspection_rounds"),
    path("workbench/inspection/rounds/new/", rounds.new_round, name="open_inspection_round"),
    path("workbench/inspection/rounds/<int:pk>/", rounds.round_page, name="inspection_round"),
    path("workbench/inspection/rounds/<int:pk>/scoring/", rounds.scoring, name="score_inspection_round"),
    path("workbench/inspection/sheets/<int:pk>/", rounds.sheet_page, name="inspection_sheet"),
]
