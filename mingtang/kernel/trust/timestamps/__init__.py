"""Time that others may rely on: tokens, the clock behind them, and what is stamped when somebody can stamp again."""
