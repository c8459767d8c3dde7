"""Addresses of surveys: for everybody, and for the organs that ask."""

from django.urls import path

from mingtang.domains.interaction.surveys.views import desk, public

urlpatterns = [
    path("interaction/surveys/", public.surveys, name="public_surveys"),
    path("interaction/surveys/<int:pk>/", public.survey, name="public_survey"),
    path("interaction/surveys/<int:pk>/result/", public.result, name="public_survey_result"),
    path("workbench/surveys/", desk.surveys, name="survey_desk"),
    path("workbench/surveys/new/", desk.new, name="new_survey"),
    path("workbench/surveys/<int:pk>/", desk.survey, name="survey"),
    path("workbench/surveys/<int:pk>/edit/", desk.edit, name="edit_survey"),
    path("workbench/surveys/<int:pk>/release/", desk.release, name="release_survey"),
    path("workbench/surveys/<int:pk>/result/", desk.result, name="draft_survey_result"),
    path("workbench/surveys/<int:pk>/answers/", desk.export, name="survey_answers"),
]
