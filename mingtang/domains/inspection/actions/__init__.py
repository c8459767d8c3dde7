"""Every change of inspection."""
