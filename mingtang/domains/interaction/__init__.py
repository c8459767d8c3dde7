"""Public interaction (互动交流): messages of citizens, routed to organs, answered in time, published with care."""
