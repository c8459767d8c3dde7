"""Bringing in items from tables of other systems: columns and mapping, organs, documents, a plan, and carrying it out."""
