// form[data-conditions]: questions follow their conditions at once. The trees are those of lib.flow.conditions.tree, what
// they mean that of lib.flow.conditions.meaning; what cannot be answered shows the question and does not demand it.
const none = (x) => x === null || x === undefined;
const fail = () => { throw new Error("this condition cannot be answered"); };
const number = (x) => (typeof x === "number" && Math.abs(x) <= 1e18 ? x : fail());
const truth = (x) => (none(x) ? false : typeof x === "boolean" ? x : fail());
const list = (x) => (none(x) ? [] : Array.isArray(x) ? x : typeof x === "string" ? [...x] : fail());
const same = (a, b) => a === b || (none(a) && none(b)) || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => same(x, b[i])));
const within = (x, all) => (none(all) ? false : typeof all === "string" ? typeof x === "string" && all.includes(x) : Array.isArray(all) ? all.some((y) => same(x, y)) : fail());
const ordered = (test) => (a, b) => (none(a) || none(b) ? false : typeof a === "string" && typeof b === "string" ? test(a, b) : test(number(a), number(b)));
const compare = {
  "=": same, "!=": (a, b) => !same(a, b), in: within, "not in": (a, b) => !within(a, b),
  "<": ordered((a, b) => a < b), "<=": ordered((a, b) => a <= b), ">": ordered((a, b) => a > b), ">=": ordered((a, b) => a >= b),
};
const modulo = (a, b) => (b === 0 ? fail() : a % b && (a % b < 0) !== (b < 0) ? (a % b) + b : a % b);
const calculate = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => (b === 0 ? fail() : a / b), "%": modulo };
const numbers = (v) => (v.length === 1 && typeof v[0] !== "number" && typeof v[0] !== "boolean" ? list(v[0]) : v).map(number);
const day = (x) => { const text = String(x).slice(0, 10), at = new Date(`${text}T00:00Z`); return /^\d{4}-\d\d-\d\d$/.test(text) && at.toJSON()?.startsWith(text) ? at / 864e5 : fail(); };
const call = {
  count: ([x]) => list(x).length, empty: ([x]) => none(x) || x === "" || (Array.isArray(x) && !x.length),
  sum: (v) => number(numbers(v).reduce((a, b) => a + b, 0)), abs: ([x]) => Math.abs(number(x)),
  min: (v) => (numbers(v).length ? Math.min(...numbers(v)) : null), max: (v) => (numbers(v).length ? Math.max(...numbers(v)) : null),
  round: ([x]) => (Math.abs(number(x) % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)),
  starts: ([a, b]) => typeof a === "string" && typeof b === "string" && a.startsWith(b), days: ([a, b]) => day(b) - day(a),
};
function value([kind, ...parts], data) {
  const of = (part) => value(part, data);
  if (kind === "value") return parts[0];
  if (kind === "name") return data[parts[0]];
  if (kind === "field") { const whole = of(parts[0]); return none(whole) || typeof whole !== "object" || Array.isArray(whole) ? null : whole[parts[1]]; }
  if (kind === "list") return parts.map(of);
  if (kind === "and") return parts.every((part) => truth(of(part)));
  if (kind === "or") return parts.some((part) => truth(of(part)));
  if (kind === "not") return !truth(of(parts[0]));
  if (kind === "minus") return -number(of(parts[0]));
  if (kind === "call") return call[parts[0]](parts.slice(1).map(of));
  if (kind in calculate) return number(calculate[kind](number(of(parts[0])), number(of(parts[1]))));
  if (kind in compare) return compare[kind](of(parts[0]), of(parts[1]));
  for (let i = 2, left = of(parts[0]); i < parts.length; i += 2) { const right = of(parts[i]); if (!compare[parts[i - 1]](left, right)) return false; left = right; }
  return true;
}
const holds = (tree, data, otherwise) => { if (!tree) return otherwise; try { return truth(value(JSON.parse(tree), data)); } catch { return otherwise; } };

document.addEventListener("questions", ({ target, detail }) => { // what the form knows of itself: see follow.js
  detail.holds = holds;
});
