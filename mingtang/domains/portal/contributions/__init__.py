"""Contributions (信息报送): what units send to the portal, how it scores, and the bulletins about it."""
