"""Addresses of the forms."""

from django.urls import path

from mingtang.kernel.forms import views

urlpatterns = [
    path("workbench/forms/", views.form_list, name="form_list"),
    path("workbench/forms/new/", views.form_new, name="form_new"),
    path("workbench/forms/<int:pk>/", views.form_page, name="form_page"),
    path("workbench/forms/<int:pk>/document/", views.form_edit, name="form_edit"),
    path("workbench/forms/<int:pk>/publication/", views.form_publish, name="form_publish"),
    path("workbench/forms/<int:pk>/draft/discard/", views.form_discard, name="form_discard"),
    path("workbench/forms/<int:pk>/retirement/", views.form_retire, name="form_retire"),
    path("workbench/forms/<int:pk>/versions/<int:number>/", views.form_version, name="form_version"),
    path("workbench/forms/<int:pk>/versions/<int:number>/preview/", views.form_preview, name="form_preview"),
]
