"""Addresses of the templates of letters."""

from django.urls import path

from mingtang.kernel.definitions.views import draft_discard, draft_publish, version_retire
from mingtang.kernel.letters import views
from mingtang.kernel.letters.kinds import LETTERS

KIND = {"kind": LETTERS}
urlpatterns = [
    path("workbench/letters/", views.letter_list, name="letter_list"),
    path("workbench/letters/new/", views.letter_create, name="letter_create"),
    path("workbench/letters/<int:pk>/", views.letter_version, name="letter_page"),
    path("workbench/letters/<int:pk>/content/", views.letter_design, name="letter_design"),
    path("workbench/letters/<int:pk>/publication/", draft_publish, KIND, name="letter_publication"),
    path("workbench/letters/<int:pk>/draft/discard/", draft_discard, KIND, name="letter_discard"),
    path("workbench/letters/<int:pk>/retirement/", version_retire, KIND, name="letter_retirement"),
    path("workbench/letters/<int:pk>/versions/<int:number>/", views.letter_version, name="letter_version"),
    path("workbench/letters/<int:pk>/versions/<int:number>/preview.pdf", views.letter_pdf, name="letter_pdf"),
    path(
        "workbench/letters/<int:pk>/versions/<int:number>/pages/<int:page>/",
        views.letter_picture,
        name="letter_picture",
    ),
]
