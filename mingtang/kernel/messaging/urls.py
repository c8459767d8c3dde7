"""Addresses of messaging."""

from django.urls import path

from mingtang.kernel.messaging import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:pk>/", views.notice, name="notice"),
    path("inbox/preferences/", views.message_preferences, name="message_preferences"),
    path("messages/log/", views.message_log, name="message_log"),
    path("live/", views.live, name="live"),
    path("live/poll/", views.live_poll, name="live_poll"),
]
