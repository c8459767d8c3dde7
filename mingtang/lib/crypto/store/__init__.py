"""Where private keys of this node live. `store.pkcs11` is imported by whoever has a device; its package is optional.

A device of the national interface SDF (GM/T 0018) becomes one more `KeyStore`: its keys are `SigningKey`s that sign
e = SM3(Z ‖ M), made with `engine.message_hasher`, and never leave it.
"""

from mingtang.lib.crypto.store.folder import FolderOfKeys
from mingtang.lib.crypto.store.key_store import KeyStore, checked_label
from mingtang.lib.crypto.store.software import SealedKeys, SoftwareKeyStore

__all__ = ["FolderOfKeys", "KeyStore", "SealedKeys", "SoftwareKeyStore", "checked_label"]
