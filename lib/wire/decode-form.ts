/** A form that does not decode: what is wrong and with which parameter. Each door answers it in its own way. */
export class FormFault extends Error {
  override readonly name = "FormFault";
  readonly param: string | undefined;

  constructor(message: string, param?: string) {
    super(message);
    this.param = param;
  }
}

/** A decoded form: text, lists and hashes, nothing else. Hashes have no prototype. */
export type FormValue = string | FormValue[] | FormHash;
export type FormHash = { [key: string]: FormValue };

const maxPairs = 1000;
const maxDepth = 8;
const maxKeyLength = 500;

/**
 * Decodes Stripe's form dialect: `a=1`, `a[b]=1`, `a[]=1`, `a[0][b]=1`. A hash whose keys are
 * 0, 1, 2, … is a list. Throws FormFault on too many pairs, too deep a path, NUL characters, a
 * parameter given twice, and paths that contradict each other.
 */
export function decodeForm(pairs: Iterable<[string, string]>): FormHash {
  const root = newHash();
  let count = 0;
  for (const [key, value] of pairs) {
    count += 1;
    if (count > maxPairs) throw new FormFault(`Too many parameters: at most ${maxPairs} are read.`);
    if (key.includes("\0") || value.includes("\0")) {
      throw new FormFault("Invalid string: NUL characters are not allowed.", printable(key));
    }
    assign(root, splitKey(key), value, key);
  }
  return toHash(root);
}

type Node = Map<string, Node | string>;

function newHash(): Node {
  return new Map();
}

function splitKey(key: string): string[] {
  const head = /^[^[\]]+/.exec(key)?.[0];
  const rest = head === undefined ? "" : key.slice(head.length);
  if (head === undefined || key.length > maxKeyLength || !/^(\[[^[\]]*\])*$/.test(rest)) {
    throw new FormFault(`Invalid parameter name: ${printable(key)}`, printable(key));
  }
  const path = [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? "")];
  if (path.length > maxDepth) {
    throw new FormFault(`Parameter nested too deeply: ${printable(key)}`, printable(key));
  }
  return path;
}

function assign(root: Node, path: readonly string[], value: string, key: string): void {
  let node = root;
  for (const [index, part] of path.entries()) {
    const rest = path.slice(index + 1);
    const name = part === "" && index > 0 ? placeFor(node, rest) : part;
    if (rest.length === 0) put(node, name, value, key);
    else node = within(node, name, key);
  }
}

/** Refuses a second value: whoever checked the request before us may have read the other one. */
function put(node: Node, name: string, value: string, key: string): void {
  const held = node.get(name);
  if (held instanceof Map) throw contradiction(key);
  if (held !== undefined) {
    throw new FormFault(`Invalid request: ${printable(key)} is given twice.`, printable(key));
  }
  node.set(name, value);
}

function within(node: Node, name: string, key: string): Node {
  const next = node.get(name) ?? newHash();
  if (typeof next === "string") throw contradiction(key);
  node.set(name, next);
  return next;
}

function contradiction(key: string): FormFault {
  return new FormFault(`Invalid value for ${printable(key)}`, printable(key));
}

/**
 * Where `[]` leads: into the element written last while that lacks what comes, so that `a[][b]=1&a[][c]=2` is one
 * element as at Stripe; else behind what is there, never over it.
 */
function placeFor(node: Node, rest: readonly string[]): string {
  const last = [...node].at(-1);
  if (rest.length > 0 && last?.[1] instanceof Map && !holds(last[1], rest)) return last[0];
  let index = node.size;
  while (node.has(String(index))) index += 1;
  return String(index);
}

function holds(element: Node, path: readonly string[]): boolean {
  let node: Node | string | undefined = element;
  for (const part of path) {
    if (part === "" || typeof node === "string") return false;
    node = node.get(part);
    if (node === undefined) return false;
  }
  return true;
}

function toValue(node: Node | string): FormValue {
  if (typeof node === "string") return node;
  const keys = [...node.keys()];
  const isList = keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key));
  if (!isList) return toHash(node);
  const list = [...node.entries()]
    .sort(([first], [second]) => Number(first) - Number(second))
    .map(([, value]) => toValue(value));
  asSent.set(list, node);
  return list;
}

const asSent = new WeakMap<FormValue[], Node>();

/** A list that this module made, as the hash it was sent as: names may be numbers (`metadata[2024]`). */
export function hashOf(list: FormValue[]): FormHash {
  return toHash(asSent.get(list) ?? newHash());
}

function toHash(node: Node): FormHash {
  const hash: FormHash = Object.create(null);
  for (const [key, value] of node) hash[key] = toValue(value);
  return hash;
}

function printable(key: string): string {
  return key.replaceAll("\0", "").slice(0, 100);
}
