"""The cryptographic engine: what is computed with keys, and where keys are kept. No certificates yet know this floor.

`engine` computes SM2, `symmetric` seals under one key, `keys` gives keys of three kinds one face, `shares` divides a
secret among custodians, `store` keeps private keys, `der` writes and reads their encodings. Digests: `lib.digests`.
"""
