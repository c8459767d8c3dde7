"""What config may use of frequent questions."""

from mingtang.domains.interaction.frequent.actions import FrequentDraft, keep_frequent
from mingtang.domains.interaction.frequent.models import FrequentQuestion
from mingtang.domains.interaction.frequent.queries import public_questions

__all__ = ["FrequentDraft", "FrequentQuestion", "keep_frequent", "public_questions"]
