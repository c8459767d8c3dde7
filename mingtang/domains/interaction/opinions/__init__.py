"""Calls for opinions (意见征集): a draft everybody may comment on, every opinion treated, and a report of what became of them."""
