// PKCS#10 (RFC 2986, GM/T 0092): asks for a certificate, and is signed with the key to prove its possession.
import { bits, explicit, oid, printable, sequence, setOfOne, small, utf8 } from "./der.js";

const ATTRIBUTES = { C: "2.5.4.6", ST: "2.5.4.8", L: "2.5.4.7", O: "2.5.4.10", OU: "2.5.4.11", CN: "2.5.4.3", serialNumber: "2.5.4.5" };
const PRINTABLE = ["C", "serialNumber"];

const part = ([keyword, text]) => setOfOne(sequence(oid(ATTRIBUTES[keyword]), PRINTABLE.includes(keyword) ? printable(text) : utf8(text)));

// CertificationRequest, DER. `subject` is a list of keyword and text, from general to special.
export async function certificationRequest(key, subject) {
  const content = sequence(small(0), sequence(...subject.map(part)), key.spki, explicit(0));
  return sequence(content, key.signatureAlgorithm, bits(await key.sign(content)));
}
