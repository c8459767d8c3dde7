"""Cases put away: how long they are kept, what their package holds, and what becomes of it when its time is over."""
