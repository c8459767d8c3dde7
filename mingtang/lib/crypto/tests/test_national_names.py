from asn1crypto import algos, cms, keys

from mingtang.lib.crypto import national_names, oids
from mingtang.lib.crypto.keys import KeyKind, Sm2Key


def test_asn1crypto_reads_national_algorithms_by_name_once_it_was_taught():
    national_names.teach()
    national_names.teach()
    algorithm = algos.SignedDigestAlgorithm.load(KeyKind.SM2.signature_algorithm)
    assert algorithm["algorithm"].native == "sm2_sm3"
    assert (algorithm.signature_algo, algorithm.hash_algo) == ("sm2", "sm3")
    assert algos.DigestAlgorithm({"algorithm": "sm3"}).dump() == KeyKind.SM2.digest_algorithm
    assert cms.ContentType("gm_signed_data").dotted == oids.GM_SIGNED_DATA


def test_what_it_writes_for_an_sm2_key_is_what_we_write():
    national_names.teach()
    key = Sm2Key.generate()
    info = keys.PublicKeyInfo.load(key.spki)
    assert info.curve == ("named", "sm2p256v1")
    assert info.dump(force=True) == key.spki
    assert keys.PrivateKeyInfo.load(key.pkcs8())["private_key"].parsed["public_key"].native == key.point


def test_international_algorithms_keep_their_names():
    national_names.teach()
    for kind, names in ((KeyKind.ECDSA_P256, ("ecdsa", "sha256")), (KeyKind.RSA, ("rsassa_pkcs1v15", "sha256"))):
        algorithm = algos.SignedDigestAlgorithm.load(kind.signature_algorithm)
        assert (algorithm.signature_algo, algorithm.hash_algo) == names
