"""Addresses of inspection."""

from django.urls import path

from mingtang.domains.inspection.views import findings, rounds, sheets, sites, statements, warnings

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
    path("workbench/inspection/rounds/<int:pk>/bulletin.pdf", rounds.bulletin, name="inspection_bulletin"),
    path("workbench/inspection/rounds/<int:pk>/<slug:name>/", rounds.step, name="inspection_round_step"),
    path("workbench/inspection/sheets/<int:pk>/", sheets.sheet_page, name="inspection_sheet"),
    path("workbench/inspection/sheets/<int:pk>/rectification/", sheets.rectification, name="inspection_rectification"),
    path("workbench/inspection/sheets/<int:pk>/review/", sheets.review, name="inspection_review"),
    path("workbench/inspection/sheets/<int:pk>/appeal/", sheets.appealing, name="inspection_appealing"),
    path("workbench/inspection/appeals/<int:pk>/", sheets.decision, name="inspection_appeal"),
    path("workbench/inspection/sites/<int:pk>/statement/", statements.drawing_up, name="draw_up_site_statement"),
    path("workbench/inspection/statements/", statements.statements_page, name="site_statements"),
    path("workbench/inspection/statements/<int:pk>/", statements.statement_page, name="site_statement"),
    path("workbench/inspection/statements/<int:pk>/figures/", statements.figures, name="site_statement_figures"),
    path("workbench/inspection/statements/<int:pk>/counting/", statements.counting, name="count_site_statement"),
    path(
        "workbench/inspection/statements/<int:pk>/publication/", statements.publication, name="publish_site_statement"
    ),
    path("site-statements/", statements.public_statements, name="public_site_statements"),
    path("site-statements/<int:pk>/", statements.public_statement, name="public_site_statement"),
    path("site-statements/<int:pk>/statement.pdf", statements.statement_pdf, name="site_statement_pdf"),
]
