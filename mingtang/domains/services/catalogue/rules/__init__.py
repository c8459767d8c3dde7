"""Pure decisions about items: codes, what an item must say, which materials a scenario asks for, what an upgrade changes."""
