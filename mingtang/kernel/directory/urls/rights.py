"""Posts, roles, grants, and number formats."""

from django.urls import path

from mingtang.kernel.directory.views import appointments, grants, numbers, posts, roles

urlpatterns = [
    path("workbench/posts/<int:pk>/", posts.post_page, name="post_page"),
    path("workbench/posts/<int:pk>/details/", posts.post_revise, name="post_revise"),
    path("workbench/posts/<int:pk>/closure/", posts.post_close, name="post_close"),
    path("workbench/posts/<int:pk>/appointments/new/", appointments.appoint_to_post, name="appoint_to_post"),
    path("workbench/posts/<int:pk>/grants/new/", grants.grant_create, name="grant_create"),
    path("workbench/grants/<int:pk>/end/", grants.grant_end, name="grant_end"),
    path("workbench/access/", grants.access_list, name="access_list"),
    path("workbench/roles/", roles.role_list, name="role_list"),
    path("workbench/roles/new/", roles.role_define, name="role_define"),
    path("workbench/roles/<int:pk>/", roles.role_page, name="role_page"),
    path("workbench/roles/<int:pk>/details/", roles.role_revise, name="role_revise"),
    path("workbench/number-formats/", numbers.number_formats, name="number_formats"),
    path("workbench/number-formats/new/", numbers.number_format_set, name="number_format_set"),
]
