"""Keys: what is computed with them, how they are written, where they are kept. Certificates are not known here.

`engine` computes SM2, `symmetric` seals under one key, `keys` gives keys of three kinds one face, `shares` divides a
secret among custodians, `store` keeps private keys, `der` writes and reads their encodings. Digests: `lib.digests`.
"""
