"""Government services: a house of rooms. Each room is an app, uses only those below it, and others only through their `api`."""
