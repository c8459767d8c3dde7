"""Addresses of the design system, to be included at the root."""

from django.urls import path

from mingtang.ui import views

app_name = "ui"

urlpatterns = [
    path("assets/<slug:digest>/<str:name>", views.bundle, name="bundle"),
    path("display/", views.display, name="display"),
    path("applications/", views.applications, name="applications"),
    path("counts/", views.counts, name="counts"),
    path("ui/", views.gallery_index, name="gallery"),
    path("ui/layouts/<slug:name>/", views.gallery_layout, name="gallery_layout"),
    path("ui/<slug:name>/", views.gallery_component, name="gallery_component"),
]
