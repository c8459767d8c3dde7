"""What every domain stands on. Each app may use those below it; the order is in ARCHITECTURE.md."""
