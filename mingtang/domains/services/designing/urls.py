"""Addresses of designing items."""

from django.urls import path

from mingtang.domains.services.designing.views import making, trial

urlpatterns = [
    path("workbench/items/<int:pk>/making/letters/", making.letters, name="designing_letters"),
    path("workbench/items/<int:pk>/making/letters/<slug:kind>/own/", making.letter_own, name="designing_letter_own"),
    path(
        "workbench/items/<int:pk>/making/letters/<slug:kind>/sample.pdf",
        making.letter_sample,
        name="designing_letter_sample",
    ),
    path("workbench/items/<int:pk>/making/trial/", trial.fill, name="designing_trial"),
    path("workbench/items/<int:pk>/making/trial/course/", trial.course, name="designing_course"),
    path("workbench/items/<int:pk>/making/<slug:slug>/", making.definition, name="designing_definition"),
]
