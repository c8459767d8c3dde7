"""Addresses of annual reports."""

from django.urls import path

from mingtang.domains.disclosure.reports.views import public, work

PUBLIC = "disclosure/reports/"
WORK = "workbench/disclosure/reports/"

urlpatterns = [
    path(PUBLIC, public.reports_page, name="disclosure_reports"),
    path(PUBLIC + "<int:pk>/", public.report_page, name="disclosure_report"),
    path(PUBLIC + "<int:pk>/tables.xlsx", public.workbook, name="disclosure_report_tables"),
    path(WORK, work.reports_page, name="disclosure_annual_reports"),
    path(WORK + "new/", work.freeze_page, name="freeze_disclosure_report"),
    path(WORK + "<int:pk>/", work.report_page, name="compile_disclosure_report"),
    path(WORK + "<int:pk>/figures/", work.figures_page, name="enter_report_figures"),
    path(WORK + "<int:pk>/sections/", work.sections_page, name="write_report_sections"),
    path(WORK + "<int:pk>/signature/", work.signature, name="sign_disclosure_report"),
    path(WORK + "<int:pk>/return/", work.return_page, name="return_disclosure_report"),
    path(WORK + "<int:pk>/publication/", work.publication, name="publish_disclosure_report"),
]
