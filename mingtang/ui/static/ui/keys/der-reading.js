// Reads DER: every value as { tag, body, whole }. Whatever could be written in two ways is refused.
import { Refused } from "./refused.js";

const MOST_OCTETS_OF_LENGTH = 3;

function sizeAt(bytes) {
  const first = bytes[1];
  if (first < 0x80) return { size: first, head: 2 };
  const count = first & 0x7f;
  const octets = bytes.subarray(2, 2 + count);
  const size = octets.reduce((number, octet) => number * 256 + octet, 0);
  const shortest = octets[0] !== 0 && size >= 0x80;
  if (!count || count > MOST_OCTETS_OF_LENGTH || octets.length < count || !shortest) throw new Refused("format");
  return { size, head: 2 + count };
}

function first(bytes) {
  if (bytes.length < 2 || (bytes[0] & 0x1f) === 0x1f) throw new Refused("format");
  const { size, head } = sizeAt(bytes);
  if (bytes.length < head + size) throw new Refused("format");
  return { tag: bytes[0], body: bytes.subarray(head, head + size), whole: bytes.subarray(0, head + size) };
}

// The values one after another in `bytes`.
export function values(bytes) {
  const found = [];
  for (let rest = bytes; rest.length; rest = rest.subarray(found.at(-1).whole.length)) found.push(first(rest));
  return found;
}

// The values inside the one value that `bytes` are, which has this tag.
export function inside(bytes, tag = 0x30) {
  return values(bodyOf(only(bytes), tag));
}

// The one value that `bytes` are.
export function only(bytes) {
  const found = values(bytes);
  if (found.length !== 1) throw new Refused("format");
  return found[0];
}

export function bodyOf(found, tag) {
  if (found?.tag !== tag) throw new Refused("format");
  return found.body;
}

export const octetsOf = (found) => bodyOf(found, 0x04);

// A small INTEGER that is not negative.
export function numberOf(found) {
  const body = bodyOf(found, 0x02);
  if (!body.length || body.length > 4 || body[0] & 0x80) throw new Refused("format");
  return body.reduce((number, octet) => number * 256 + octet, 0);
}

// An OBJECT IDENTIFIER in dotted digits.
export function identifierOf(found) {
  const arcs = [];
  let arc = 0;
  for (const octet of bodyOf(found, 0x06)) {
    arc = arc * 128 + (octet & 0x7f);
    if (!(octet & 0x80)) arcs.push(arc);
    if (!(octet & 0x80)) arc = 0;
  }
  const [leading, ...rest] = arcs;
  const one = Math.min(Math.floor(leading / 40), 2);
  return [one, leading - one * 40, ...rest].join(".");
}
