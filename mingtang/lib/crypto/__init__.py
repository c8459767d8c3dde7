"""Cryptography: what is computed with keys, where they are kept, and certificates and what proves them.

`engine` computes SM2, `symmetric` seals under one key, `keys` gives keys of three kinds one face, `shares` divides a
secret among custodians, `store` keeps private keys, `der` writes and reads their encodings. Digests: `lib.digests`.

`certificates` issues and reads them, `revocation` tells which are not valid any more, `cms` signs messages, `timestamps`
proves when, `validation` judges whether a certificate was good at some moment. Time comes from the caller, nothing is
fetched.
"""
