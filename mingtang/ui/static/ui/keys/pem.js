// PEM (RFC 7468): DER between lines that name it.
import { Refused } from "./refused.js";

export const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

export function toPem(label, bytes) {
  return `-----BEGIN ${label}-----\n${base64(bytes).match(/.{1,64}/g).join("\n")}\n-----END ${label}-----\n`;
}

// The bytes of the first such block in `text`; null if there is none.
export function fromPem(label, text) {
  const [, inner] = text.match(new RegExp(`-----BEGIN ${label}-----([^-]*)-----END ${label}-----`)) ?? [];
  if (inner === undefined) return null;
  try {
    return Uint8Array.from(atob(inner.replace(/\s+/g, "")), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Refused("format");
  }
}
