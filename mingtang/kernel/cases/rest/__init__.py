"""Cases for programs: lists, commands, migration, archive and the feed of events."""
