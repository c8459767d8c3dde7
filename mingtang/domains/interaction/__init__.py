"""Public interaction (互动交流): what government and citizens say to one another in public, room by room."""
