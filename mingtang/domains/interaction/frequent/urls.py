"""Addresses of frequent questions: for everybody, and for the desk that keeps them."""

from django.urls import path

from mingtang.domains.interaction.frequent.views import desk, public

urlpatterns = [
    path("interaction/questions/", public.questions, name="frequent_questions"),
    path("workbench/messages/frequent/", desk.questions, name="frequent_desk"),
    path("workbench/messages/<int:pk>/frequent/", desk.keep, name="keep_frequent_question"),
]
