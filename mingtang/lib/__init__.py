"""Pure Python without a framework: identifiers, digests, legal time, flow."""
