import { sayProblem } from "./say-problem";
import { findSetting } from "./setting-table";

export type Problem = { readonly path: string; readonly name: string; readonly text: string };

/** Every fault of the form in the order of the page: the setting, what is wrong, and where. */
export function listProblems(errors: object): Problem[] {
  return leaves(errors, "")
    .map(({ path, message }) => {
      const { name = "Settings", place = 0 } = findSetting(path) ?? {};
      return { path, name, place, text: sayProblem(message) };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ path, name, text }) => ({ path, name, text }));
}

type Leaf = { readonly path: string; readonly message: string };

function leaves(node: unknown, path: string): Leaf[] {
  if (typeof node !== "object" || node === null) return [];
  if ("type" in node && "message" in node && typeof node.message === "string") {
    return [{ path, message: node.message }];
  }
  return Object.entries(node).flatMap(([key, value]) =>
    leaves(value, path === "" ? key : `${path}.${key}`),
  );
}

/** `document.a.b[0].c`, as the server names a place, as `a.b.0.c`, as the form does; null when it is not of the document. */
export function toFieldPath(param: string): string | null {
  if (!param.startsWith("document.")) return null;
  return param.slice("document.".length).replace(/\[(\d+)\]/g, ".$1");
}
