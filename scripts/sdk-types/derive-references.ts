import { isOurs } from "./resources";
import {
  alternativesOf,
  isObject,
  isWords,
  type ObjectReference,
  objectOf,
  type SdkTypes,
  type Shape,
} from "./shape";

/** By object type and dotted path: the types of the objects that the ids there may name. */
export type References = { [type: string]: { [path: string]: string[] } };

/** Where the objects that our endpoints answer with, and those inside them, name others by id. */
export function deriveReferences(types: SdkTypes): References {
  const references: References = {};
  const waiting = types.endpoints.filter(isOurs).map(({ answer }) => answer);
  const done = new Set<number>();
  const queue = waiting.flatMap((shape) => insidesOf(types, shape));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const type = typeOf(types, next);
    // An event holds any object of Stripe's, most of them not ours.
    if (type === null || type === "event" || done.has(next.object)) continue;
    done.add(next.object);
    const found = explore(types, next);
    if (Object.keys(found.references).length > 0) {
      references[type] = { ...references[type], ...found.references };
    }
    queue.push(...found.insides);
  }
  return references;
}

type Found = { references: { [path: string]: string[] }; insides: ObjectReference[] };

/** The references of one object and the objects that stand in it whole. */
function explore(
  types: SdkTypes,
  reference: ObjectReference,
  prefix = "",
  seen: readonly number[] = [],
): Found {
  const found: Found = { references: {}, insides: [] };
  if (seen.includes(reference.object)) return found;
  for (const [name, { shape }] of Object.entries(objectOf(types, reference).fields)) {
    const path = `${prefix}${name}`;
    const parts = alternativesOf(shape).flatMap(elementsOf);
    const objects = parts.filter(isObject);
    const named = objects.flatMap((object) => typeOf(types, object) ?? []);
    if (parts.includes("string") && named.length > 0) {
      found.references[path] = [...new Set(named)].sort();
      continue;
    }
    for (const object of objects) {
      if (typeOf(types, object) !== null) found.insides.push(...insidesOf(types, object));
      else {
        const below = explore(types, object, `${path}.`, [...seen, reference.object]);
        Object.assign(found.references, below.references);
        found.insides.push(...below.insides);
      }
    }
  }
  return found;
}

function elementsOf(shape: Shape): readonly Shape[] {
  return typeof shape === "object" && "array" in shape ? alternativesOf(shape.array) : [shape];
}

/** The objects a shape may be, those in a list's envelope instead of the list. */
function insidesOf(types: SdkTypes, shape: Shape): ObjectReference[] {
  return alternativesOf(shape)
    .filter(isObject)
    .flatMap((object) => {
      const type = typeOf(types, object);
      if (type !== "list" && type !== "search_result") return [object];
      const data = objectOf(types, object).fields["data"]?.shape ?? "unknown";
      return alternativesOf(data).flatMap(elementsOf).filter(isObject);
    });
}

/** The word in `object`; null for a hash within an object. */
function typeOf(types: SdkTypes, reference: ObjectReference): string | null {
  const word = objectOf(types, reference).fields["object"]?.shape;
  const [type, other] = word !== undefined && isWords(word) ? word.oneOf : [];
  return typeof type === "string" && other === undefined ? type : null;
}
