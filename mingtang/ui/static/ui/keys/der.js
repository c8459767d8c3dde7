// DER (X.690): written as `mingtang.lib.crypto.der` writes it, read strictly: one encoding for each meaning.
const encoder = new TextEncoder();

export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function digits(number, base) {
  const found = [number % base];
  for (let rest = Math.floor(number / base); rest; rest = Math.floor(rest / base)) found.unshift(rest % base);
  return found;
}

function lengthOf(size) {
  const octets = digits(size, 256);
  return size < 0x80 ? octets : [0x80 | octets.length, ...octets];
}

export function value(tag, ...parts) {
  const body = joined(parts);
  return joined([[tag], lengthOf(body.length), body]);
}

export const sequence = (...parts) => value(0x30, ...parts);
export const setOfOne = (part) => value(0x31, part);
export const explicit = (number, ...parts) => value(0xa0 | number, ...parts);
export const octets = (bytes) => value(0x04, bytes);
export const bits = (bytes) => value(0x03, [0], bytes);
export const utf8 = (text) => value(0x0c, encoder.encode(text));
export const printable = (text) => value(0x13, encoder.encode(text));
export const small = (number) => unsigned(digits(number, 256));

// An INTEGER of big-endian bytes that are never negative.
export function unsigned(bytes) {
  const first = bytes.findIndex((byte) => byte);
  const kept = first < 0 ? [0] : bytes.slice(first);
  return kept[0] & 0x80 ? value(0x02, [0], kept) : value(0x02, kept);
}

export function oid(dotted) {
  const [one, two, ...arcs] = dotted.split(".").map(Number);
  const groups = [one * 40 + two, ...arcs].map((arc) => digits(arc, 128));
  return value(0x06, groups.flatMap((group) => group.map((digit, at) => (at < group.length - 1 ? digit | 0x80 : digit))));
}

export const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
