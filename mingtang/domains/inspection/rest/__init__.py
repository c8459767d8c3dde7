"""Operations of inspection."""
