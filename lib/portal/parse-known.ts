import { configurationSchema } from "./configuration";

/**
 * A stored document as this version understands it: fields that a newer version added are left out of the reading
 * (never of what is stored). Fails where a field that we know says what we do not.
 */
export function parseKnown(document: unknown) {
  const parsed = configurationSchema.safeParse(document);
  if (parsed.success) return parsed;
  const unknown = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  const dropped = new Set(unknown.map(keyOf));
  return dropped.size === 0 ? parsed : configurationSchema.safeParse(without(document, dropped));
}

/** A copy of plain JSON without what stands at these paths. */
function without(value: unknown, dropped: ReadonlySet<string>, at: Path = []): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => without(item, dropped, [...at, index]));
  }
  const kept = Object.entries(value).filter(([key]) => !dropped.has(keyOf([...at, key])));
  return Object.fromEntries(kept.map(([key, item]) => [key, without(item, dropped, [...at, key])]));
}

type Path = readonly PropertyKey[];

function keyOf(path: Path): string {
  return JSON.stringify(path.map(String));
}
