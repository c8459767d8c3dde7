"""Addresses of halls: for visitors, for the machines in the hall, for who serves there."""

from django.urls import path

from mingtang.domains.services.hall.views import delivery, desk, machines, manage, public

urlpatterns = [
    path("hall/", public.halls, name="halls"),
    path("hall/own/", public.own, name="own_hall"),
    path("hall/tickets/<slug:code>/", public.ticket, name="ticket"),
    path("hall/kiosk/<slug:key>/", machines.kiosk, name="kiosk"),
    path("hall/appointments/<int:pk>/cancellation/", public.cancellation, name="appointment_cancellation"),
    path("hall/appointments/<int:pk>/arrival/", public.arrival, name="appointment_arrival"),
    path("hall/<int:pk>/", public.hall, name="hall"),
    path("hall/<int:pk>/screen/", machines.screen, name="hall_screen"),
    path("hall/businesses/<int:pk>/", public.booking, name="book_appointment"),
    path("workbench/hall/", desk.window, name="hall_window"),
    path("workbench/hall/windows/<int:pk>/", desk.seat, name="hall_seat"),
    path("workbench/hall/calls/", desk.call, name="hall_call"),
    path("workbench/hall/transfer/", desk.transfer, name="hall_transfer"),
    path("workbench/hall/tickets/", desk.tickets, name="hall_tickets"),
    path("workbench/hall/tickets/<int:pk>/again/", desk.line_up, name="hall_line_up"),
    path("workbench/hall/appointments/", desk.appointments, name="hall_appointments"),
    path("workbench/hall/statistics/", desk.statistics, name="hall_statistics"),
    path("workbench/hall/delivery/", delivery.waiting, name="delivery_desk"),
    path("workbench/hall/delivery/<int:pk>/", delivery.hand_out, name="hand_out"),
    path("workbench/hall/handouts/", delivery.handouts, name="handouts"),
    path("workbench/hall/handouts/<int:pk>/collection/", delivery.collection, name="handout_collection"),
    path("workbench/hall/arrangement/", manage.arrangement, name="hall_arrangement"),
    path("workbench/hall/arrangement/<int:pk>/", manage.change, name="change_hall"),
    path("workbench/hall/arrangement/<int:pk>/businesses/<int:number>/", manage.business, name="hall_business"),
    path("workbench/hall/arrangement/<int:pk>/windows/<int:number>/", manage.counter, name="hall_counter"),
]
