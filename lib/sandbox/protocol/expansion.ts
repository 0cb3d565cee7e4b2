import { invalid } from "./errors";

const maxLevels = 4;

/** What a request wants expanded, as a tree of property names. */
export type Expansion = {
  /** The whole path to here as the request wrote it, for errors. */
  path: string;
  /** Whether a path ends here: this property itself is to be expanded. */
  isAsked: boolean;
  below: Map<string, Expansion>;
};

/** Reads `expand` ("customer", "items.data.price.product"). Throws 400 beyond four levels, Stripe's limit. */
export function readExpansion(paths: readonly string[]): Expansion {
  const root = grow("");
  for (const path of paths) {
    const names = path.split(".");
    if (names.length > maxLevels) {
      throw invalid(
        `You cannot expand more than ${maxLevels} levels of a property. Property: ${path}`,
      );
    }
    let node = root;
    for (const [index, name] of names.entries()) {
      const next = node.below.get(name) ?? grow(names.slice(0, index + 1).join("."));
      node.below.set(name, next);
      node = next;
    }
    node.isAsked = true;
  }
  return root;
}

function grow(path: string): Expansion {
  return { path, isAsked: false, below: new Map() };
}

/** What was asked for is an id or plain data for good. */
export function cannotExpand({ path }: Expansion, hint = "") {
  return invalid(`This property cannot be expanded (${path}).${hint}`);
}
