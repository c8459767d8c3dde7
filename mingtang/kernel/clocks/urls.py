"""Addresses of the calendar and the limits."""

from django.urls import path

from mingtang.kernel.clocks.views import calculator, hours, limits, notices, year

urlpatterns = [
    path("workbench/calendar/", year.calendar, name="calendar"),
    path("workbench/calendar/<int:year>/", year.calendar_year, name="calendar_year"),
    path("workbench/calendar/notices/", notices.calendar_notices, name="calendar_notices"),
    path("workbench/calendar/notices/new/", notices.notice_enter, name="calendar_notice_enter"),
    path("workbench/calendar/notices/<int:pk>/", notices.calendar_notice, name="calendar_notice"),
    path("workbench/calendar/notices/<int:pk>/withdrawal/", notices.notice_withdraw, name="calendar_notice_withdraw"),
    path("workbench/calendar/hours/", hours.opening_hours, name="opening_hours"),
    path("workbench/calendar/hours/new/", hours.opening_hours_set, name="opening_hours_set"),
    path("workbench/limits/", limits.limits, name="limits"),
    path("workbench/limits/calculator/", calculator.limit_calculator, name="limit_calculator"),
    path("workbench/limits/<str:code>/", limits.limit, name="limit"),
    path("workbench/limits/<str:code>/amount/", limits.limit_amount, name="limit_amount"),
]
