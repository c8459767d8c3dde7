"""Addresses of the supervision of time limits."""

from django.urls import path

from mingtang.domains.services.efficiency.views import breakdowns, dashboard, lights, orders, reports, rules

urlpatterns = [
    path("workbench/efficiency/", dashboard.dashboard, name="efficiency"),
    path("workbench/efficiency/by/<slug:what>/", breakdowns.by, name="efficiency_by"),
    path("workbench/efficiency/cases/", breakdowns.cases, name="efficiency_cases"),
    path("workbench/efficiency/lights/", lights.lights, name="lights"),
    path("workbench/efficiency/lights/new/", rules.new_light, name="new_light"),
    path("workbench/efficiency/rules/", rules.rules, name="efficiency_rules"),
    path("workbench/efficiency/lights/<int:pk>/", lights.light, name="light"),
    path("workbench/efficiency/lights/<int:pk>/order/", orders.send, name="light_order"),
    path("workbench/efficiency/lights/<int:pk>/<slug:step>/", lights.step, name="light_step"),
    path("workbench/efficiency/orders/", orders.orders, name="supervision_orders"),
    path("workbench/efficiency/orders/<int:pk>/", orders.order, name="supervision_order"),
    path("workbench/efficiency/reports/", reports.reports, name="efficiency_reports"),
    path("workbench/efficiency/reports/<int:pk>/file/", reports.report_file, name="efficiency_report_file"),
]
