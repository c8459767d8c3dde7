"""Addresses of content."""

from django.urls import path

from mingtang.kernel.content.views import files, storage

urlpatterns = [
    path("files/", files.own_files, name="own_files"),
    path("files/deletion/", files.file_deletion, name="file_deletion"),
    path("files/<int:pk>/", files.file_page, name="file"),
    path("files/<int:pk>/content/", files.file_content, name="file_content"),
    path("files/<int:pk>/pages/<int:page>/", files.file_picture, name="file_picture"),
    path("files/<int:pk>/versions/", files.file_version, name="file_version"),
    path("workbench/storage/", storage.storage, name="storage"),
    path("workbench/storage/allowances/<slug:kind>/", storage.allowance, name="allowance"),
]
