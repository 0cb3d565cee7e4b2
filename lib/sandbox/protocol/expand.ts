import type { Books } from "../books";
import { invalid } from "./errors";
import { alwaysNull, type Reference, references } from "./references";

const maxLevels = 4;
type Bag = { [key: string]: unknown };
type Edit = (value: unknown) => Promise<unknown>;

/**
 * Puts objects in the place of their ids, path by path ("customer", "items.data.price.product";
 * in lists "data.…"). Throws 400 beyond four levels, Stripe's limit, and for what cannot be expanded.
 */
export async function expandPaths(
  books: Books,
  root: object,
  paths: readonly string[],
): Promise<object> {
  let result: Bag = { ...root };
  for (const path of paths) {
    const segments = path.split(".");
    if (segments.length > maxLevels) {
      throw invalid(
        `You cannot expand more than ${maxLevels} levels of a property. Property: ${path}`,
        "expand",
      );
    }
    result = await expandRoot(books, result, segments, path);
  }
  return result;
}

async function expandRoot(books: Books, root: Bag, segments: string[], path: string): Promise<Bag> {
  if (root["object"] !== "list") return expandIn(books, root, segments, path);
  if (segments[0] !== "data" || segments.length < 2) {
    throw cannotExpand(path, `You may want to try expanding 'data.${path}' instead.`);
  }
  return editAt(root, ["data"], (item) => descend(books, item, segments.slice(1), path));
}

async function descend(books: Books, value: unknown, segments: string[], path: string) {
  return isBag(value) && segments.length > 0 ? expandIn(books, value, segments, path) : value;
}

async function expandIn(books: Books, object: Bag, segments: string[], path: string): Promise<Bag> {
  const type = String(object["object"]);
  const step = findStep(type, segments);
  if (step === null) {
    if (alwaysNull[type]?.includes(segments.join("."))) return object;
    throw cannotExpand(path);
  }
  const { reference, length } = step;
  return editAt(object, segments.slice(0, length), async (value) => {
    const target =
      typeof value === "string" && "of" in reference
        ? ((await books.find(reference.of, value)) ?? value)
        : value;
    return descend(books, target, segments.slice(length), path);
  });
}

/** The reference that the path begins with. */
function findStep(
  type: string,
  segments: readonly string[],
): { reference: Reference; length: number } | null {
  for (let length = 1; length <= segments.length; length += 1) {
    const reference = references[type]?.[segments.slice(0, length).join(".")];
    if (reference !== undefined) return { reference, length };
  }
  return null;
}

async function editAt(object: Bag, path: readonly string[], edit: Edit): Promise<Bag> {
  const [head, ...rest] = path;
  if (head === undefined || !Object.hasOwn(object, head)) return object;
  const value = object[head];
  return { ...object, [head]: await editValue(value, rest, edit) };
}

async function editValue(value: unknown, rest: readonly string[], edit: Edit): Promise<unknown> {
  if (rest.length > 0) return isBag(value) ? editAt(value, rest, edit) : value;
  return Array.isArray(value) ? Promise.all(value.map(edit)) : edit(value);
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cannotExpand(path: string, hint = "") {
  return invalid(`This property cannot be expanded (${path}). ${hint}`.trim(), "expand");
}
