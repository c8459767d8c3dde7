"""What a bulletin asks units to put right."""

from mingtang.domains.portal.contributions.rules.ranking import Standing


def fault_of(standing: Standing) -> str:
    """Why a unit has to answer a bulletin; empty when it need not."""
    silent = ["本期零报送"] if not standing.submitted else []
    lines = [f"{line.title} {line.count} 次" for line in standing.score.lines if line.points < 0]
    return "；".join([*silent, *lines])
