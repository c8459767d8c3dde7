"""Addresses of interviews: for everybody, and for the organs that hold them."""

from django.urls import path

from mingtang.domains.interaction.interviews.views import desk, public

urlpatterns = [
    path("interaction/interviews/", public.interviews, name="public_interviews"),
    path("interaction/interviews/<int:pk>/", public.interview, name="public_interview"),
    path("workbench/interviews/", desk.interviews, name="interview_desk"),
    path("workbench/interviews/new/", desk.new, name="new_interview"),
    path("workbench/interviews/<int:pk>/", desk.interview, name="interview"),
    path("workbench/interviews/<int:pk>/edit/", desk.edit, name="edit_interview"),
    path("workbench/interviews/<int:pk>/release/", desk.release, name="release_interview"),
    path("workbench/interviews/<int:pk>/transcript/", desk.transcript, name="draft_transcript"),
    path("workbench/interviews/<int:pk>/questions/<int:question_id>/", desk.question, name="interview_question"),
]
