"""The workbench: lists of work, the case page, the verbs, and one's own desk."""
