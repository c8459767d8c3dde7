"""Addresses of moderation."""

from django.urls import path

from mingtang.domains.interaction.moderation.views import words

urlpatterns = [
    path("workbench/moderation/words/", words.words, name="moderation_words"),
    path("workbench/moderation/words/<int:pk>/removal/", words.remove, name="remove_moderation_word"),
]
