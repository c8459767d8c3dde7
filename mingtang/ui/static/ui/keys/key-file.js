// The file a person keeps: a private key under a passphrase. Written as PEM, read also as DER and out of PKCS#12.
import { same } from "./der.js";
import { identifierOf, inside, octetsOf, only, values } from "./der-reading.js";
import { P256Key } from "./p256-key.js";
import { opened, sealed } from "./passphrase.js";
import { fromPem, toPem } from "./pem.js";
import { Refused } from "./refused.js";
import { Sm2Key } from "./sm2-key.js";

export const KINDS = { sm2: Sm2Key, "ecdsa-p256": P256Key };
const LABEL = "ENCRYPTED PRIVATE KEY";
const MOST_BYTES = 64 * 1024;
const [DATA, SHROUDED_KEY] = ["1.2.840.113549.1.7.1", "1.2.840.113549.1.12.10.1.2"];

export async function writeKeyFile(key, passphrase) {
  const plain = await key.pkcs8();
  const pem = toPem(LABEL, await sealed(plain, passphrase));
  plain.fill(0);
  return pem;
}

export async function readKeyFile(file, passphrase) {
  if (file.size > MOST_BYTES) throw new Refused("size");
  const plain = await opened(encryptedIn(new Uint8Array(await file.arrayBuffer())), passphrase);
  try {
    return await keyOf(plain);
  } catch (error) {
    throw error.reason === "format" ? new Refused("passphrase") : error; // padding can be right by chance
  } finally {
    plain.fill(0);
  }
}

async function keyOf(plain) {
  const [, algorithm, encoded] = inside(plain);
  const kind = Object.values(KINDS).find((each) => same(each.algorithm, algorithm?.whole ?? []));
  if (!kind) throw new Refused("kind");
  return kind.read(plain, octetsOf(encoded));
}

// EncryptedPrivateKeyInfo in what was chosen.
function encryptedIn(bytes) {
  const der = bytes[0] === 0x30 ? bytes : blockIn(new TextDecoder().decode(bytes));
  const [first, second] = inside(der);
  if (first?.tag === 0x30) return der;
  if (first?.tag !== 0x02) throw new Refused("format");
  if (second?.tag !== 0x30 || identifierOf(inside(second.whole)[0]) !== DATA) throw new Refused("open");
  return shroudedKeyIn(second.whole);
}

function blockIn(text) {
  const found = fromPem(LABEL, text);
  if (!found) throw new Refused(/-----BEGIN (EC )?PRIVATE KEY-----/.test(text) ? "open" : "format");
  return found;
}

// PKCS#12 (RFC 7292) keeps the key as the same structure among its bags; its certificates and its seal are not needed here.
function shroudedKeyIn(contentInfo) {
  const safes = contentOf(contentInfo).flatMap((safe) => contentOf(safe.whole));
  const bag = safes.map((each) => inside(each.whole)).find(([kind]) => identifierOf(kind) === SHROUDED_KEY);
  if (!bag) throw new Refused("format");
  return only(bag[1].body).whole;
}

function contentOf(contentInfo) {
  const [kind, content] = inside(contentInfo);
  return identifierOf(kind) === DATA ? values(only(octetsOf(only(content.body))).body) : [];
}
