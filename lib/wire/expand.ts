import { PorticoError } from "../errors";
import type { FormValue } from "./decode-form";

const deepest = 4;
const mostPaths = 20;

/**
 * The paths that a request wants expanded, each one of `expandable` (`data.` before them in lists).
 * Throws `parameter_invalid` for any other, for paths deeper than 4 and for more than 20.
 */
export function readExpand(
  given: FormValue | undefined,
  expandable: readonly string[],
): ReadonlySet<string> {
  if (given === undefined) return new Set();
  if (!Array.isArray(given)) throw refuse("Invalid array");
  if (given.length > mostPaths) throw refuse(`At most ${mostPaths} properties can be expanded.`);
  const paths = given.map((path) => {
    if (typeof path !== "string") throw refuse("Invalid string");
    return path;
  });
  for (const path of paths) requireExpandable(path, expandable);
  return new Set(paths);
}

function requireExpandable(path: string, expandable: readonly string[]): void {
  const shown = path.length > 100 ? `${path.slice(0, 97)}...` : path;
  if (path.split(".").length > deepest) {
    throw refuse(`You cannot expand more than ${deepest} levels of a property. Property: ${shown}`);
  }
  if (expandable.includes(path)) return;
  throw refuse(`This property cannot be expanded (${shown}).`);
}

function refuse(message: string): PorticoError {
  return new PorticoError("parameter_invalid", { param: "expand", message });
}

/** What is expanded inside the property `name`: of `data.customer`, inside `data`, `customer`. */
export function expandBelow(expand: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const inside = [...expand].filter((path) => path.startsWith(`${name}.`));
  return new Set(inside.map((path) => path.slice(name.length + 1)));
}
