import type { z } from "zod";
import { PorticoError } from "../../errors";
import { findContradictions } from "../../portal/contradictions";
import { fieldPath } from "../../wire/field-path";
import { type Portable, portableSchema } from "./portable";

/** Bytes of JSON. */
const mostBytes = 200 * 1024;
/** Deeper than any document of ours can be. */
const deepest = 32;
const root = "document";

/**
 * The document of an export, read from JSON text. Throws `parameter_invalid` (400) with the place of the first fault
 * for anything that is no such document: not JSON, too large, another version, unknown fields, contradictions, an id
 * twice, two defaults.
 */
export function parsePortable(text: string): Portable {
  const value = readJson(text);
  requireVersion(value);
  const parsed = portableSchema.safeParse(value);
  if (!parsed.success) throw faultOf(parsed.error);
  const fault = findFault(parsed.data);
  if (fault !== null) throw refuse(fault.message, fault.param);
  return parsed.data;
}

function readJson(text: string): unknown {
  if (Buffer.byteLength(text) > mostBytes) {
    throw refuse(`The document is too large: at most ${mostBytes / 1024} KB are read.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const message = "The document is not valid JSON.";
    throw new PorticoError("parameter_invalid", { param: root, message, cause });
  }
  requireTame(value, root, 0);
  return value;
}

const prototypeKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Nothing that reaches for a prototype, and nothing nested without end. */
function requireTame(value: unknown, param: string, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > deepest) throw refuse("The document is nested too deeply.", root);
  for (const [key, item] of Object.entries(value)) {
    if (prototypeKeys.has(key)) throw refuse(`A key may not be called "${key}".`, param);
    requireTame(item, Array.isArray(value) ? `${param}[${key}]` : `${param}.${key}`, depth + 1);
  }
}

/** Told apart from other faults: what to do is to use another version of Portico, not to mend the document. */
function requireVersion(value: unknown): void {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || !("portico_export" in value)) {
    throw refuse("This is no export of Portico: `portico_export` is missing.", root);
  }
  if (value.portico_export === 1) return;
  throw refuse("This version of Portico reads exports of version 1.", `${root}.portico_export`);
}

function faultOf({ issues }: z.ZodError): PorticoError {
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) return refuse("The document is invalid.");
  const param = fieldPath(issue, root).slice(0, 500);
  const isOurs = issue.code === "custom" && !/^\w+$/.test(issue.message);
  if (isOurs) return refuse(issue.message, param);
  const what = issue.code === "unrecognized_keys" ? "This field is unknown" : issue.message;
  return refuse(`${what} (${param}).`.slice(0, 600), param);
}

type Fault = { readonly message: string; readonly param: string };

function findFault({ configurations, feedback_options: options }: Portable): Fault | null {
  return (
    findRepeated(configurations, `${root}.configurations`) ??
    findRepeated(options, `${root}.feedback_options`) ??
    findSecondDefault(configurations) ??
    findContradiction(configurations)
  );
}

function findRepeated(list: readonly { readonly id: string }[], path: string): Fault | null {
  const ids = list.map(({ id }) => id);
  const index = ids.findIndex((id, at) => ids.indexOf(id) < at);
  if (index === -1) return null;
  return { message: `The id ${ids[index] ?? ""} is there twice.`, param: `${path}[${index}].id` };
}

type Configurations = Portable["configurations"];

function findSecondDefault(configurations: Configurations): Fault | null {
  const first = configurations.findIndex((one) => one.is_default);
  const second = configurations.findIndex((one, index) => one.is_default && index > first);
  if (second !== -1) {
    const param = `${root}.configurations[${second}].is_default`;
    return { message: "Only one configuration can be the default.", param };
  }
  if (first === -1 || configurations[first]?.active === true) return null;
  const param = `${root}.configurations[${first}].active`;
  return { message: "You cannot deactivate the default configuration.", param };
}

function findContradiction(configurations: Configurations): Fault | null {
  for (const [index, { document }] of configurations.entries()) {
    const [found] = findContradictions(document);
    if (found === undefined) continue;
    const path = ["configurations", index, "document", ...found.path];
    const { message } = found;
    return { message, param: fieldPath({ code: "custom", path, message }, root) };
  }
  return null;
}

function refuse(message: string, param: string = root): PorticoError {
  return new PorticoError("parameter_invalid", { message, param });
}
