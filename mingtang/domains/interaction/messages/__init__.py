"""Messages of citizens (网民留言): routed to organs, answered in time, published with care."""
