"""Addresses of calls for opinions: for everybody, and for the organs that call."""

from django.urls import path

from mingtang.domains.interaction.opinions.views import desk, public

urlpatterns = [
    path("interaction/opinions/", public.calls, name="public_calls"),
    path("interaction/opinions/<int:pk>/", public.call, name="public_call"),
    path("interaction/opinions/<int:pk>/result/", public.result, name="public_call_result"),
    path("workbench/opinions/", desk.calls, name="opinion_desk"),
    path("workbench/opinions/new/", desk.new, name="new_opinion_call"),
    path("workbench/opinions/<int:pk>/", desk.call, name="opinion_call"),
    path("workbench/opinions/<int:pk>/edit/", desk.edit, name="edit_opinion_call"),
    path("workbench/opinions/<int:pk>/release/", desk.release, name="release_opinion_call"),
    path("workbench/opinions/<int:pk>/result/", desk.result, name="draft_opinion_result"),
    path("workbench/opinions/<int:pk>/opinions/<int:opinion_id>/", desk.opinion, name="opinion"),
]
