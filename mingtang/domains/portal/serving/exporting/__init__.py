"""A whole site as files that any web server can show, or that are put away when the site is closed."""
