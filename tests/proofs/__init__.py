"""Properties that hold only if every layer does its part: real processes, real kills, real competition."""
