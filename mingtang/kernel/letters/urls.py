"""Addresses of the templates of letters."""

from django.urls import path

from mingtang.kernel.letters import views

urlpatterns = [
    path("workbench/letters/", views.letter_list, name="letter_list"),
    path("workbench/letters/new/", views.letter_new, name="letter_new"),
    path("workbench/letters/<int:pk>/", views.letter_page, name="letter_page"),
    path("workbench/letters/<int:pk>/content/", views.letter_edit, name="letter_edit"),
    path("workbench/letters/<int:pk>/publication/", views.letter_publish, name="letter_publish"),
    path("workbench/letters/<int:pk>/draft/discard/", views.letter_discard, name="letter_discard"),
    path("workbench/letters/<int:pk>/retirement/", views.letter_retire, name="letter_retire"),
    path("workbench/letters/<int:pk>/versions/<int:number>/", views.letter_version, name="letter_version"),
    path("workbench/letters/<int:pk>/versions/<int:number>/preview.pdf", views.letter_pdf, name="letter_pdf"),
    path(
        "workbench/letters/<int:pk>/versions/<int:number>/pages/<int:page>/",
        views.letter_picture,
        name="letter_picture",
    ),
]
