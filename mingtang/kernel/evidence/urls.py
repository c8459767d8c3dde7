"""Addresses of the evidence screens."""

from django.urls import path

from mingtang.kernel.evidence import views

urlpatterns = [
    path("workbench/evidence/", views.evidence_records, name="evidence_records"),
    path("workbench/evidence/<int:pk>/", views.evidence_record, name="evidence_record"),
    path("workbench/evidence/<int:pk>/undo/", views.undo, name="undo_record"),
    path("workbench/evidence/chain/", views.evidence_chain, name="evidence_chain"),
    path("workbench/facts/", views.dead_facts, name="dead_facts"),
    path("workbench/facts/<int:pk>/", views.dead_fact, name="dead_fact"),
]
