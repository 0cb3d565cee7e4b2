import {
  alternativesOf,
  type Fields,
  isObject,
  isWords,
  type ObjectReference,
  objectOf,
  type SdkTypes,
  type Shape,
} from "./shape";

type Bag = { readonly [name: string]: unknown };
type Place = { readonly types: SdkTypes; readonly path: string };

/** Stripe counts in whole minor units, seconds and pieces; only these fields may have fractions. */
const fractional = /percent|rate$|^exchange_rate$|aggregated_value|height|length|weight|width/;

/**
 * Everything about a JSON value that the SDK's types do not allow, as sentences with the path: what is
 * missing, of another type, or unknown to the SDK. Empty when all is well.
 */
export function validate(types: SdkTypes, shape: Shape, value: unknown, path = ""): string[] {
  const place = { types, path };
  const alternatives = alternativesOf(shape);
  if (value === null && isPartial(path)) return [];
  if (isBag(value)) return validateBag(place, alternatives, value);
  if (Array.isArray(value)) return validateArray(place, alternatives, value);
  const isAllowed = alternatives.some((alternative) => allows(alternative, value, path));
  return isAllowed ? [] : [`${path}: ${JSON.stringify(value)} is not ${name(types, shape)}`];
}

function allows(shape: Shape, value: unknown, path: string): boolean {
  if (shape === "unknown") return true;
  if (shape === "null") return value === null;
  if (shape === "decimal") return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
  if (shape === "number") return isNumber(value, path);
  if (isWords(shape)) return shape.oneOf.some((word) => word === value);
  return typeof value === shape;
}

function isNumber(value: unknown, path: string): boolean {
  return (
    Number.isSafeInteger(value) || (typeof value === "number" && fractional.test(lastOf(path)))
  );
}

function validateArray(place: Place, alternatives: readonly Shape[], values: unknown[]): string[] {
  if (alternatives.includes("unknown")) return [];
  const found = alternatives.find((one) => typeof one === "object" && "array" in one);
  if (typeof found !== "object" || !("array" in found)) {
    return [`${place.path}: a list is not ${names(place.types, alternatives)}`];
  }
  return values.flatMap((value, index) =>
    validate(place.types, found.array, value, `${place.path}[${index}]`),
  );
}

/** Of several objects it may be, the one it resembles most speaks. */
function validateBag(place: Place, alternatives: readonly Shape[], bag: Bag): string[] {
  if (alternatives.includes("unknown")) return [];
  const objects = alternatives.filter(isObject);
  const alike = objects.filter((object) => resembles(place.types, object, bag));
  const reports = (alike.length > 0 ? alike : objects).map((object) =>
    validateFields(place, objectOf(place.types, object).fields, bag),
  );
  for (const alternative of alternatives) {
    if (typeof alternative === "object" && "map" in alternative) {
      reports.push(validateMap(place, alternative.map, bag));
    }
  }
  const [best] = reports.sort((one, other) => one.length - other.length);
  return best ?? [`${place.path}: an object is not ${names(place.types, alternatives)}`];
}

function validateMap({ types, path }: Place, shape: Shape, bag: Bag): string[] {
  return Object.entries(bag).flatMap(([key, value]) =>
    validate(types, shape, value, join(path, key)),
  );
}

function validateFields({ types, path }: Place, fields: Fields, bag: Bag): string[] {
  const unknown = Object.keys(bag).filter((key) => !Object.hasOwn(fields, key));
  const known = Object.entries(fields).flatMap(([key, { shape, isOptional }]) => {
    if (Object.hasOwn(bag, key)) return validate(types, shape, bag[key], join(path, key));
    const mayLack = isOptional || shape === "absent" || isPartial(path);
    return mayLack ? [] : [`${join(path, key)}: is missing`];
  });
  return [...known, ...unknown.map((key) => `${join(path, key)}: is unknown to the SDK`)];
}

/** Whether no word that tells objects apart (`object`, `type`, `deleted`) speaks against it. */
function resembles(types: SdkTypes, reference: ObjectReference, bag: Bag): boolean {
  return Object.entries(objectOf(types, reference).fields).every(([key, { shape }]) => {
    if (shape === "absent") return !Object.hasOwn(bag, key);
    if (!isWords(shape) || shape.isOpen || shape.oneOf.length > 1) return true;
    return shape.oneOf[0] === bag[key];
  });
}

/** An event's `previous_attributes` says of each hash only what changed, and null for what was not there. */
function isPartial(path: string): boolean {
  return path.includes("previous_attributes.");
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function names(types: SdkTypes, shapes: readonly Shape[]): string {
  return shapes.map((shape) => name(types, shape)).join(" or ");
}

function name(types: SdkTypes, shape: Shape): string {
  if (typeof shape === "string") return shape;
  if ("oneOf" in shape) return shape.oneOf.map((word) => JSON.stringify(word)).join(" | ");
  if ("array" in shape) return `a list of ${name(types, shape.array)}`;
  if ("map" in shape) return `a map of ${name(types, shape.map)}`;
  if ("anyOf" in shape) return names(types, shape.anyOf);
  return objectOf(types, shape).name;
}
