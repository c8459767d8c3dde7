"""Officials, their posts, and the accounts they sign in with."""

from django.urls import path

from mingtang.kernel.directory.views import accounts, appointments, grants, people

urlpatterns = [
    path("workbench/people/", people.people_list, name="people_list"),
    path("workbench/people/<int:pk>/", people.person_page, name="person_page"),
    path("workbench/people/<int:pk>/details/", people.person_revise, name="person_revise"),
    path("workbench/people/<int:pk>/numbers/", people.person_numbers, name="person_numbers"),
    path("workbench/people/<int:pk>/appointments/new/", appointments.appoint_person, name="appoint_person"),
    path("workbench/people/<int:pk>/rights/", grants.person_rights, name="person_rights"),
    path("workbench/appointments/<int:pk>/end/", appointments.end_appointment, name="end_appointment"),
    path("workbench/accounts/", accounts.account_list, name="account_list"),
    path("workbench/accounts/<int:pk>/", accounts.account_page, name="account_page"),
    path("workbench/accounts/<int:pk>/activation/", accounts.account_activate, name="account_activate"),
    path("workbench/accounts/<int:pk>/password/", accounts.account_reset_password, name="account_reset_password"),
    path("workbench/accounts/<int:pk>/lock/", accounts.account_unlock, name="account_unlock"),
    path("workbench/accounts/<int:pk>/disablement/", accounts.account_disable, name="account_disable"),
    path("workbench/accounts/<int:pk>/second-factor/", accounts.account_reset_factor, name="account_reset_factor"),
    path(
        "workbench/accounts/<int:pk>/sessions/<int:sign_in>/", accounts.account_end_session, name="account_end_session"
    ),
]
