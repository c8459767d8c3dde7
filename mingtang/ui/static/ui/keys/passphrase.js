// Encryption under a passphrase as `mingtang.lib.crypto.keys.pbes2` does it: PBES2 of RFC 8018, computed by the browser.
import { octets, oid, sequence, small, value } from "./der.js";
import { identifierOf, inside, numberOf, octetsOf } from "./der-reading.js";
import { Refused } from "./refused.js";

const ROUNDS = 600_000;
const MOST_ROUNDS = 2_000_000; // a few seconds
const [PBES2, PBKDF2] = ["1.2.840.113549.1.5.13", "1.2.840.113549.1.5.12"];
const [HMAC_SHA256, AES256_CBC] = ["1.2.840.113549.2.9", "2.16.840.1.101.3.4.1.42"];
const DIGESTS = { "1.2.840.113549.2.7": "SHA-1", [HMAC_SHA256]: "SHA-256", "1.2.840.113549.2.10": "SHA-384", "1.2.840.113549.2.11": "SHA-512" };
const BITS = { "2.16.840.1.101.3.4.1.2": 128, [AES256_CBC]: 256 };
const NULL = value(0x05);

async function derived(passphrase, { salt, iterations, hash, length }) {
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", salt, iterations, hash };
  return crypto.subtle.deriveKey(way, secret, { name: "AES-CBC", length }, false, ["encrypt", "decrypt"]);
}

// EncryptedPrivateKeyInfo, DER, of the bytes of PrivateKeyInfo.
export async function sealed(plain, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await derived(passphrase, { salt, iterations: ROUNDS, hash: "SHA-256", length: 256 });
  const text = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, plain));
  const stretching = sequence(oid(PBKDF2), sequence(octets(salt), small(ROUNDS), sequence(oid(HMAC_SHA256), NULL)));
  const cipher = sequence(oid(AES256_CBC), octets(iv));
  return sequence(sequence(oid(PBES2), sequence(stretching, cipher)), octets(text));
}

function stretchingOf(derivation) {
  const [name, parameters] = inside(derivation.whole);
  const [salt, count, ...rest] = inside(parameters.whole);
  const digest = rest.find((part) => part.tag === 0x30); // beside it: the length of the key, which follows from the cipher
  const hash = digest ? DIGESTS[identifierOf(inside(digest.whole)[0])] : "SHA-1";
  const iterations = numberOf(count);
  if (identifierOf(name) !== PBKDF2 || !hash || !iterations || iterations > MOST_ROUNDS) throw new Refused("scheme");
  return { salt: octetsOf(salt), iterations, hash };
}

function schemeOf(algorithm) {
  const [name, parameters] = inside(algorithm.whole);
  if (identifierOf(name) !== PBES2) throw new Refused("scheme");
  const [derivation, cipher] = inside(parameters.whole);
  const [kind, iv] = inside(cipher.whole);
  const length = BITS[identifierOf(kind)];
  if (!length) throw new Refused("scheme");
  return { ...stretchingOf(derivation), length, iv: octetsOf(iv) };
}

// The bytes of PrivateKeyInfo. Another passphrase is nearly always found out here, otherwise when they are read.
export async function opened(encrypted, passphrase) {
  const [algorithm, text] = inside(encrypted);
  const scheme = schemeOf(algorithm);
  const key = await derived(passphrase, scheme);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: scheme.iv }, key, octetsOf(text)));
  } catch {
    throw new Refused("passphrase");
  }
}
