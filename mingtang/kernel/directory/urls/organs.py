"""Organs."""

from django.urls import path

from mingtang.kernel.directory.views import imports, organs, people, posts, units

urlpatterns = [
    path("workbench/organs/", organs.organ_tree, name="organ_tree"),
    path("workbench/organs/new/", organs.organ_establish, name="organ_establish"),
    path("workbench/organs/import/", imports.organ_import, name="organ_import"),
    path("workbench/organs/<int:pk>/", organs.organ_page, name="organ_page"),
    path("workbench/organs/<int:pk>/details/", organs.organ_revise, name="organ_revise"),
    path("workbench/organs/<int:pk>/name/", organs.organ_rename, name="organ_rename"),
    path("workbench/organs/<int:pk>/superior/", organs.organ_move, name="organ_move"),
    path("workbench/organs/<int:pk>/merger/", organs.organ_merge, name="organ_merge"),
    path("workbench/organs/<int:pk>/closure/", organs.organ_close, name="organ_close"),
    path("workbench/organs/<int:pk>/units/new/", units.unit_create, name="unit_create"),
    path("workbench/organs/<int:pk>/posts/new/", posts.post_create, name="post_create"),
    path("workbench/organs/<int:pk>/officials/new/", people.official_register, name="official_register"),
    path("workbench/organs/<int:pk>/officials/import/", imports.official_import, name="official_import"),
    path("workbench/units/<int:pk>/details/", units.unit_revise, name="unit_revise"),
    path("workbench/units/<int:pk>/closure/", units.unit_close, name="unit_close"),
]
