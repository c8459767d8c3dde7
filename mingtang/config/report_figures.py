"""Figures of the annual report on open government that other businesses know."""

from collections.abc import Collection

from mingtang.domains.services.applications.models import Part


def licence_decisions(organs: Collection[int], year: int) -> int:
    """Decisions on licences, granted and refused, that these organs (ids) made in a year; one statement."""
    decided = (Part.Decision.GRANTED, Part.Decision.DENIED, Part.Decision.PARTLY)
    return int(Part.objects.filter(organ__in=organs, decision__in=decided, decided_at__year=year).count())
