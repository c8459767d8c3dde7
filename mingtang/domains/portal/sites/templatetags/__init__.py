"""Tags of the templates of sites."""
