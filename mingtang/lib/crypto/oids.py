"""Object identifiers, in dotted form: national algorithms, and the international ones that stand beside them.

Sources: GB/T 33560-2017 (identifiers of algorithms), GM/T 0006-2023, GB/T 35275-2017 (messages), RFC 5480, RFC 8018.
"""

# national
SM2_CURVE = "1.2.156.10197.1.301"  # in public keys: parameter of EC_PUBLIC_KEY
SM2_SIGNING = "1.2.156.10197.1.301.1"  # algorithm of signers in messages of GB/T 35275
SM2_EXCHANGE = "1.2.156.10197.1.301.2"
SM2_ENCRYPTION = "1.2.156.10197.1.301.3"
SM2_WITH_SM3 = "1.2.156.10197.1.501"  # certificates, lists, seals; its parameters are absent
SM3 = "1.2.156.10197.1.401"
HMAC_SM3 = "1.2.156.10197.1.401.2"
SM4 = "1.2.156.10197.1.104"  # some products write this for CBC
SM4_ECB = "1.2.156.10197.1.104.1"
SM4_CBC = "1.2.156.10197.1.104.2"
SM4_GCM = "1.2.156.10197.1.104.8"
GM_DATA = "1.2.156.10197.6.1.4.2.1"
GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.2"
GM_ENVELOPED_DATA = "1.2.156.10197.6.1.4.2.3"

# international
EC_PUBLIC_KEY = "1.2.840.10045.2.1"
P256_CURVE = "1.2.840.10045.3.1.7"
ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2"
RSA_ENCRYPTION = "1.2.840.113549.1.1.1"
RSA_WITH_SHA256 = "1.2.840.113549.1.1.11"
SHA256 = "2.16.840.1.101.3.4.2.1"
PBES2 = "1.2.840.113549.1.5.13"
PBKDF2 = "1.2.840.113549.1.5.12"
HMAC_SHA1 = "1.2.840.113549.2.7"
HMAC_SHA256 = "1.2.840.113549.2.9"
HMAC_SHA384 = "1.2.840.113549.2.10"
HMAC_SHA512 = "1.2.840.113549.2.11"
AES128_CBC = "2.16.840.1.101.3.4.1.2"
AES192_CBC = "2.16.840.1.101.3.4.1.22"
AES256_CBC = "2.16.840.1.101.3.4.1.42"
