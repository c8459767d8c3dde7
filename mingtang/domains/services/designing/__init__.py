"""设计事项: the way from an item to its form, its process and its letters, and trying all of it out, without a line of code."""
