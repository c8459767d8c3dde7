"""Machine interface of interviews."""
