"""Addresses of the supervision of time limits."""

from django.urls import path

urlpatterns: list[object] = []
