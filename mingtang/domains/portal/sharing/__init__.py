"""Sharing (内容共享): one original, mirrors on other sites that follow its corrections and go with it."""
