"""The embedded database as a backend of Django: its connections outlive the requests they served."""
