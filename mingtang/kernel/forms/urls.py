"""Addresses of the forms."""

from django.urls import path

from mingtang.kernel.definitions.views import draft_discard, draft_publish, version_retire
from mingtang.kernel.forms.kinds import FORMS
from mingtang.kernel.forms.views import definitions, design

KIND = {"kind": FORMS}
urlpatterns = [
    path("workbench/forms/", definitions.form_list, name="form_list"),
    path("workbench/forms/new/", definitions.form_create, name="form_create"),
    path("workbench/forms/<int:pk>/", definitions.form_version, name="form_page"),
    path("workbench/forms/<int:pk>/design/", design.form_design, name="form_design"),
    path("workbench/forms/<int:pk>/document/", definitions.form_document, name="form_document"),
    path("workbench/forms/<int:pk>/publication/", draft_publish, KIND, name="form_publication"),
    path("workbench/forms/<int:pk>/draft/discard/", draft_discard, KIND, name="form_discard"),
    path("workbench/forms/<int:pk>/retirement/", version_retire, KIND, name="form_retirement"),
    path("workbench/forms/<int:pk>/versions/<int:number>/", definitions.form_version, name="form_version"),
    path("workbench/forms/<int:pk>/versions/<int:number>/preview/", definitions.form_preview, name="form_preview"),
]
