import { invalid } from "./errors";

/** What a field of an object holds, for searches. */
export type FieldValue = string | number | boolean | null | undefined;
/** The fields of a resource that may be searched for; metadata always may. */
export type SearchFields<T> = { [field: string]: (object: T) => FieldValue };

type Sign = ":" | "~" | ">" | "<" | ">=" | "<=";
type Clause = {
  field: string;
  key: string | null;
  isNegated: boolean;
  sign: Sign;
  value: string | null;
};

const maxClauses = 10;
const clausePattern =
  /\s*(?<minus>-)?(?<field>[a-z_.0-9]+)(?:\[(?<quote>["'])(?<key>(?:(?!\k<quote>)[^\\]|\\.)*)\k<quote>\])?\s*(?<sign>>=|<=|[:~<>])\s*(?:(?<mark>["'])(?<text>(?:(?!\k<mark>)[^\\]|\\.)*)\k<mark>|(?<bare>[\w.+-]+))\s*(?<join>AND\b|OR\b)?/iy;

/**
 * Reads Stripe's query language (https://docs.stripe.com/search): clauses joined by AND (or a space) or by OR,
 * `-` negates, `:` is, `~` contains, `>` and its kin for numbers, null. Throws 400 for anything else.
 */
export function readQuery<T extends object>(
  query: string,
  fields: SearchFields<T>,
  resource: string,
): (object: T) => boolean {
  const { clauses, isOr } = parse(query);
  const tests = clauses.map((clause) => testOf(clause, fields, resource));
  return (object) =>
    isOr ? tests.some((test) => test(object)) : tests.every((test) => test(object));
}

function parse(query: string): { clauses: Clause[]; isOr: boolean } {
  const pattern = new RegExp(clausePattern);
  const clauses: Clause[] = [];
  const joins = new Set<string>();
  let isOpen = true;
  while (isOpen || pattern.lastIndex < query.length) {
    const groups = pattern.exec(query)?.groups;
    if (groups === undefined) throw unreadable();
    clauses.push(clauseOf(groups));
    const join = groups["join"]?.toUpperCase();
    isOpen = join !== undefined;
    if (isOpen || pattern.lastIndex < query.length) joins.add(join ?? "AND");
  }
  if (joins.size > 1) throw invalid("You can't combine AND and OR in a search query.", "query");
  if (clauses.length > maxClauses) {
    throw invalid(`A search query may have at most ${maxClauses} clauses.`, "query");
  }
  return { clauses, isOr: joins.has("OR") };
}

function clauseOf(groups: { [name: string]: string | undefined }): Clause {
  const { field = "", key, minus, sign, text, bare } = groups;
  const value =
    text === undefined ? (bare === "null" ? null : (bare ?? null)) : withoutEscapes(text);
  return {
    field,
    key: key === undefined ? null : withoutEscapes(key),
    isNegated: minus !== undefined,
    sign: readSign(sign),
    value,
  };
}

function readSign(text: string | undefined): Sign {
  switch (text) {
    case "~":
    case ">":
    case "<":
    case ">=":
    case "<=":
      return text;
    default:
      return ":";
  }
}

function testOf<T extends object>(
  { field, key, isNegated, sign, value }: Clause,
  fields: SearchFields<T>,
  resource: string,
): (object: T) => boolean {
  const read = key === null ? fieldOf(fields, field, resource) : metadataAt(field, key);
  const compare = comparison(sign, value, field);
  return (object) => compare(read(object)) !== isNegated;
}

function fieldOf<T>(fields: SearchFields<T>, field: string, resource: string) {
  const read = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (read !== undefined) return read;
  throw invalid(
    `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource} for a list of supported fields.`,
    "query",
  );
}

function metadataAt<T extends object>(field: string, key: string) {
  if (field !== "metadata") throw unreadable();
  return (object: T): FieldValue => {
    const metadata: unknown = "metadata" in object ? object.metadata : null;
    if (typeof metadata !== "object" || metadata === null) return null;
    return new Map<string, FieldValue>(Object.entries(metadata)).get(key);
  };
}

function comparison(
  sign: Sign,
  value: string | null,
  field: string,
): (held: FieldValue) => boolean {
  if (value === null) {
    if (sign !== ":") throw unreadable();
    return (held) => held === null || held === undefined;
  }
  const wanted = value.toLowerCase();
  if (sign === ":") return (held) => isThere(held) && String(held).toLowerCase() === wanted;
  if (sign === "~") return contains(wanted, field);
  const bound = Number(value);
  if (!Number.isFinite(bound)) throw invalid(`Invalid number for ${field}: ${value}`, "query");
  return (held) => typeof held === "number" && isBeyond(held, sign, bound);
}

/** Stripe wants at least three characters. */
function contains(wanted: string, field: string): (held: FieldValue) => boolean {
  if (wanted.length < 3) {
    throw invalid(`Substring searches need at least 3 characters (${field}).`, "query");
  }
  return (held) => isThere(held) && String(held).toLowerCase().includes(wanted);
}

function isThere(held: FieldValue): boolean {
  return held !== null && held !== undefined;
}

function isBeyond(held: number, sign: ">" | "<" | ">=" | "<=", bound: number): boolean {
  if (held === bound) return sign.endsWith("=");
  return sign.startsWith(">") ? held > bound : held < bound;
}

function withoutEscapes(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}

function unreadable() {
  return invalid(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
    "query",
  );
}
