"""Addresses of the forms."""

from django.urls import path

from mingtang.kernel.definitions.views import draft_discard, draft_publish, version_retire
from mingtang.kernel.forms import views
from mingtang.kernel.forms.kinds import FORMS

KIND = {"kind": FORMS}
urlpatterns = [
    path("workbench/forms/", views.form_list, name="form_list"),
    path("workbench/forms/new/", views.form_create, name="form_create"),
    path("workbench/forms/<int:pk>/", views.form_version, name="form_page"),
    path("workbench/forms/<int:pk>/document/", views.form_design, name="form_design"),
    path("workbench/forms/<int:pk>/publication/", draft_publish, KIND, name="form_publication"),
    path("workbench/forms/<int:pk>/draft/discard/", draft_discard, KIND, name="form_discard"),
    path("workbench/forms/<int:pk>/retirement/", version_retire, KIND, name="form_retirement"),
    path("workbench/forms/<int:pk>/versions/<int:number>/", views.form_version, name="form_version"),
    path("workbench/forms/<int:pk>/versions/<int:number>/preview/", views.form_preview, name="form_preview"),
]
