"""Interviews (在线访谈): announced beforehand, questions read before they are shown, answered live, written up afterwards."""
