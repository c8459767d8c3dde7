"""Pages of inspection."""
