import type { Books } from "../books";
import type { Kind } from "../documents";
import { embed } from "./embedded-lists";
import { cannotExpand, type Expansion, readExpansion } from "./expansion";
import { includable } from "./includable";
import { leadsToReference, referenceAt } from "./references";

type Bag = { [key: string]: unknown };
/** The typed object that a value stands in, and the dotted path from there. */
type Place = { owner: Bag; type: string; path: string };

/**
 * An answer as Stripe would give it: ids in the paths of `expand` become objects, and what is included only
 * when expanded is there if it was asked for. Throws 400 for what cannot be expanded.
 */
export async function expandPaths(
  books: Books,
  root: object,
  paths: readonly string[],
): Promise<object> {
  const answer: Bag = { ...root };
  const expansion = readExpansion(paths);
  if (answer["object"] === "list") {
    for (const [name, asked] of expansion.below) {
      if (name !== "data" || asked.isAsked) {
        throw cannotExpand(asked, ` You may want to try expanding 'data.${asked.path}' instead.`);
      }
    }
  }
  return presentBag(books, answer, expansion, placeOf(answer));
}

/** The same without anything that is included only when expanded. */
export function stripIncludable(value: object): object {
  const bag: Bag = { ...value };
  return stripBag(bag, placeOf(bag));
}

async function present(books: Books, value: unknown, asked: Expansion, place: Place) {
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await presentOne(books, item, asked, place));
    return items;
  }
  return presentOne(books, value, asked, place);
}

async function presentOne(
  books: Books,
  value: unknown,
  asked: Expansion,
  place: Place,
): Promise<unknown> {
  const reference = referenceAt(place.type, place.path);
  const found = typeof value === "string" ? await load(books, value, reference ?? []) : value;
  if (isBag(found)) return presentBag(books, found, asked, placeWithin(found, place));
  return found;
}

async function load(books: Books, id: string, kinds: readonly Kind[]) {
  for (const kind of kinds) {
    const found = await books.find(kind, id);
    if (found !== null) return found;
  }
  return id;
}

async function presentBag(
  books: Books,
  bag: Bag,
  expansion: Expansion,
  place: Place,
): Promise<Bag> {
  const result = new Map(Object.entries(stripBag(bag, place, expansion.below)));
  for (const [name, asked] of expansion.below) {
    const there = placeBelow(place, name);
    const inclusion = inclusionAt(there);
    const value =
      typeof inclusion === "function" ? await inclusion(idOwner(place), books) : result.get(name);
    requireExpandable(value, asked, there);
    if (value !== undefined) result.set(name, await present(books, value, asked, there));
  }
  return Object.fromEntries(result);
}

function inclusionAt({ type, path }: Place) {
  const fields = Object.hasOwn(includable, type) ? includable[type] : undefined;
  return fields !== undefined && Object.hasOwn(fields, path) ? fields[path] : undefined;
}

/** Refuses what is plain data; what is absent or null may be anything that is known to be expandable. */
function requireExpandable(value: unknown, asked: Expansion, place: Place): void {
  const { type, path } = place;
  const isKnown = inclusionAt(place) !== undefined || referenceAt(type, path) !== null;
  if (isKnown || isTyped(value)) return;
  const leadsOn =
    !asked.isAsked && (isBag(value) || Array.isArray(value) || leadsToReference(type, path));
  if (!leadsOn) throw cannotExpand(asked);
}

/** An object of Stripe's own, or some of them: they are answered whole already. */
function isTyped(value: unknown): boolean {
  const one = Array.isArray(value) ? value[0] : value;
  return isBag(one) && typeof one["object"] === "string";
}

/**
 * The same without what was not asked for, all the way down; what is in `asked` is left to the caller. Every
 * answer and every event goes through here: what loses nothing is not copied.
 */
function stripBag(bag: Bag, place: Place, asked?: ReadonlyMap<string, Expansion>): Bag {
  const shown = embed(bag, place);
  const changed = new Map<string, unknown>();
  for (const name of Object.keys(shown)) {
    if (asked?.has(name) === true) continue;
    const value = stripField(shown[name], place, name);
    if (value !== shown[name]) changed.set(name, value);
  }
  if (changed.size === 0) return shown;
  const entries = Object.entries({ ...shown, ...Object.fromEntries(changed) });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Undefined stands for what is left out. */
function stripField(value: unknown, place: Place, name: string): unknown {
  const isPlain = typeof value !== "object" || value === null;
  const isKnown = Object.hasOwn(includable, place.type);
  if (isPlain && !isKnown) return value;
  const there = placeBelow(place, name);
  if (isKnown && inclusionAt(there) !== undefined) return undefined;
  return isPlain ? value : strip(value, there);
}

function strip(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => strip(item, place));
    return areSame(value, items) ? value : items;
  }
  return isBag(value) ? stripBag(value, placeWithin(value, place)) : value;
}

function areSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((one, index) => one === after[index]);
}

/** Lists inside an object belong to it ("items.data"); any other object begins a place of its own. */
function placeWithin(bag: Bag, place: Place): Place {
  const type = bag["object"];
  return typeof type === "string" && type !== "list" ? placeOf(bag) : place;
}

function placeOf(bag: Bag): Place {
  return { owner: bag, type: String(bag["object"]), path: "" };
}

function placeBelow({ owner, type, path }: Place, name: string): Place {
  return { owner, type, path: path === "" ? name : `${path}.${name}` };
}

function idOwner({ owner }: Place): { id: string } {
  return { id: String(owner["id"]) };
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
