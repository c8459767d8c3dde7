"""How public pages of the sites are served: kept beside the database, and told again without it (decision 0070)."""
