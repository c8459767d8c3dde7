"""ACME (RFC 8555): servers of organs get, renew and revoke their certificates by themselves."""
