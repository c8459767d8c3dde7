"""Notices to people: inbox, mail, text message; hints pushed live to open pages."""
