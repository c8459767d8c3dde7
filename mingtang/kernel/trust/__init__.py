"""Trust: certification authorities, certificates, keys in escrow, seals, timestamps, and what they prove."""
