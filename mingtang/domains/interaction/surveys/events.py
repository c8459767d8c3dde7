"""Facts of surveys."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class SurveyReleased(Event):
    """Everybody may answer a survey."""

    name: ClassVar[str] = "surveys.SurveyReleased"
    survey_id: int


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(Event):
    """Everybody may read what a survey came to."""

    name: ClassVar[str] = "surveys.SurveyAnswered"
    survey_id: int
