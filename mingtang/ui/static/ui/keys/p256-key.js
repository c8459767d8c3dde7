// ECDSA on P-256 with SHA-256, by the browser itself.
import { bits, joined, oid, sequence, unsigned } from "./der.js";
import { Refused } from "./refused.js";

const ALGORITHM = sequence(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7"));
const CURVE = { name: "ECDSA", namedCurve: "P-256" };

const fromBase64Url = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

export class P256Key {
  static algorithm = ALGORITHM;
  signatureAlgorithm = sequence(oid("1.2.840.10045.4.3.2"));
  #key;

  constructor(key, { x, y }) {
    this.#key = key;
    this.spki = sequence(ALGORITHM, bits(joined([[4], fromBase64Url(x), fromBase64Url(y)])));
  }

  static async generate() {
    const { privateKey } = await crypto.subtle.generateKey(CURVE, true, ["sign"]);
    return new P256Key(privateKey, await crypto.subtle.exportKey("jwk", privateKey));
  }

  // Of PrivateKeyInfo; the browser refuses another curve, and a public half that does not belong to the number.
  static async read(whole) {
    try {
      const key = await crypto.subtle.importKey("pkcs8", whole, CURVE, true, ["sign"]);
      return new P256Key(key, await crypto.subtle.exportKey("jwk", key));
    } catch {
      throw new Refused("kind");
    }
  }

  async pkcs8() {
    return new Uint8Array(await crypto.subtle.exportKey("pkcs8", this.#key));
  }

  // DER of r and s.
  async sign(data) {
    const raw = new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.#key, data));
    return sequence(unsigned(raw.subarray(0, 32)), unsigned(raw.subarray(32)));
  }

  forget() {
    this.#key = null;
  }
}
