// SM2 (GB/T 32918) by sm-crypto-v2, which takes its random numbers, nonces too, from crypto.getRandomValues.
import { sm2 } from "../vendor/sm-crypto-v2/sm2.js";
import { bits, explicit, octets, oid, same, sequence, small, unsigned } from "./der.js";
import { bodyOf, inside, octetsOf } from "./der-reading.js";
import { Refused } from "./refused.js";

const CURVE = oid("1.2.156.10197.1.301");
const ALGORITHM = sequence(oid("1.2.840.10045.2.1"), CURVE);
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const SIGNER = "1234567812345678"; // GM/T 0009: who has no other identifier

const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Sm2Key {
  static algorithm = ALGORITHM;
  signatureAlgorithm = sequence(oid("1.2.156.10197.1.501"));
  #number;

  constructor(number) {
    this.#number = number;
    this.point = fromHex(sm2.getPublicKeyFromPrivateKey(number));
  }

  static async generate() {
    return new Sm2Key(sm2.generateKeyPairHex().privateKey); // never with an argument: it would be no secret
  }

  // Of PrivateKeyInfo and the ECPrivateKey inside it (RFC 5915); some programs leave leading zeros out.
  static async read(_whole, encoded) {
    const [, digits, ...optional] = inside(encoded);
    const number = toHex(octetsOf(digits)).padStart(64, "0");
    const size = BigInt(`0x${number}`);
    if (number.length > 64 || size < 1n || size > ORDER - 2n) throw new Refused("kind");
    const key = new Sm2Key(number);
    const said = optional.find((part) => part.tag === 0xa1);
    if (said && !same(bodyOf(said, 0xa1), bits(key.point))) throw new Refused("format");
    return key;
  }

  get spki() {
    return sequence(ALGORITHM, bits(this.point));
  }

  async pkcs8() {
    const parts = [small(1), octets(fromHex(this.#number)), explicit(0, CURVE), explicit(1, bits(this.point))];
    return sequence(small(0), ALGORITHM, octets(sequence(...parts)));
  }

  // DER of r and s over SM3(Z ‖ data).
  async sign(data) {
    const raw = sm2.doSignature(data, this.#number, { hash: true, publicKey: toHex(this.point), userId: SIGNER });
    return sequence(unsigned(fromHex(raw.slice(0, 64))), unsigned(fromHex(raw.slice(64))));
  }

  forget() {
    this.#number = "";
  }
}
