"""Addresses of registration."""

urlpatterns: list[object] = []
