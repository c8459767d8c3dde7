"""What editors see: manuscripts, sites and columns within their rights, and what the checks say."""
