import { isSchema, type JsonSchema, mapInner } from "./json-schema";

/** The schemas that a document's answers share, by name. */
export type Components = Readonly<Record<string, JsonSchema>>;

/**
 * The objects within `answers` that name themselves (`object: "billing_portal.session"`), as Stripe's own document
 * does. Of several shapes under one name, the first one with the most fields.
 */
export function findComponents(answers: readonly JsonSchema[]): Components {
  const found: Record<string, JsonSchema> = {};
  const visit = (part: JsonSchema): JsonSchema => {
    const name = nameOf(part);
    const known = name === null ? undefined : found[name];
    if (name !== null && countFields(part) > countFields(known ?? {})) found[name] = part;
    return mapInner(part, visit);
  };
  for (const answer of answers) visit(answer);
  return found;
}

/** The components as they stand in the document, each with references to the others. */
export function shareAll(components: Components): Components {
  const entries = Object.entries(components).map(([name, part]) => [
    name,
    mapInner(part, (inner) => share(inner, components)),
  ]);
  return Object.fromEntries(entries);
}

/** The schema with a reference in place of every component. Another shape of one is written out where it stands. */
export function share(schema: JsonSchema, components: Components): JsonSchema {
  const name = nameOf(schema);
  const component = name === null ? undefined : components[name];
  const isShared =
    component !== undefined &&
    (isStub(schema) || JSON.stringify(component) === JSON.stringify(schema));
  if (isShared) return { $ref: `#/components/schemas/${name}` };
  return mapInner(schema, (part) => share(part, components));
}

/** Lists are told from each other by what they hold, not by their name. */
function nameOf({ properties }: JsonSchema): string | null {
  const object = isSchema(properties) ? properties["object"] : undefined;
  const name = isSchema(object) ? object["const"] : undefined;
  return typeof name === "string" && name !== "list" ? name : null;
}

/** An object of which only the name is said. */
function isStub(part: JsonSchema): boolean {
  return countFields(part) === 1 && part["additionalProperties"] !== false;
}

function countFields({ properties }: JsonSchema): number {
  return isSchema(properties) ? Object.keys(properties).length : 0;
}
