"""One's own account, and the desk."""

from django.urls import path

from mingtang.kernel.directory.views import account, agents, desk, second_factor

urlpatterns = [
    path("workbench/", desk.workbench, name="workbench"),
    path("account/", account.my_account, name="my_account"),
    path("account/sessions/<int:pk>/end/", account.end_my_session, name="end_my_session"),
    path("account/sign-ins/", account.my_sign_ins, name="my_sign_ins"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/second-factor/", second_factor.second_factor, name="second_factor"),
    path("account/agents/", agents.my_agents, name="my_agents"),
    path("account/agents/<int:pk>/new/", agents.authorise, name="authorise_agent"),
    path("account/agents/<int:pk>/revoke/", agents.revoke, name="revoke_agent"),
    path("switch/", account.switch, name="switch_post"),
]
