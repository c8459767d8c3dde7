"""Addresses of contributions."""

from django.urls import path

from mingtang.domains.portal.contributions.views import bulletins, ranking, submissions, units

urlpatterns = [
    path("workbench/contributions/", submissions.own_page, name="contributions"),
    path("workbench/contributions/new/", submissions.new_submission, name="new_contribution"),
    path("workbench/contributions/inbox/", submissions.inbox, name="contribution_inbox"),
    path("workbench/contributions/<int:pk>/", submissions.submission_page, name="contribution"),
    path("workbench/contributions/ranking/", ranking.ranking_page, name="contribution_ranking"),
    path("workbench/contributions/merits/new/", ranking.new_merit, name="new_contribution_merit"),
    path("workbench/contributions/units/", units.units_page, name="reporting_units"),
    path("workbench/contributions/units/new/", units.new_unit, name="new_reporting_unit"),
    path("workbench/contributions/units/<int:pk>/", units.unit_page, name="reporting_unit"),
    path("workbench/contributions/reporters/<int:pk>/", units.reporter_page, name="reporter"),
    path("workbench/contributions/bulletins/", bulletins.bulletins_page, name="contribution_bulletins"),
    path("workbench/contributions/bulletins/new/", bulletins.new_bulletin, name="new_contribution_bulletin"),
    path("workbench/contributions/bulletins/<int:pk>/", bulletins.bulletin_page, name="contribution_bulletin"),
    path("workbench/contributions/bulletins/<int:pk>/bulletin.pdf", bulletins.letter, name="bulletin_letter"),
]
