"""Who may open which address and call which operation: one table, asked of the whole named cast."""
