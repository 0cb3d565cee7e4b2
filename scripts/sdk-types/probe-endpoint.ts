import { SandboxError } from "@/lib/sandbox/protocol/errors";
import { findRoute } from "@/lib/sandbox/routes";
import type { FormHash } from "@/lib/wire/decode-form";
import { type DocumentedParam, listParams } from "./list-params";
import type { SdkEndpoint, SdkTypes } from "./shape";

type Prepare = (form: FormHash) => unknown;

/** What of a documented endpoint the sandbox does not know. */
export type Gaps = {
  hasRoute: boolean;
  /** Parameters it refuses as unknown, without those within them. */
  unknown: string[];
  /** "proration_behavior: none, always_invoice": words of an enum that it refuses. */
  refused: string[];
  /** Parameters that were not reached: something else in the form was refused first. */
  untold: string[];
};

/** Asks the sandbox's own reader of parameters, with one documented parameter at a time. */
export function findGaps(types: SdkTypes, endpoint: SdkEndpoint): Gaps {
  const prepare = findPrepare(endpoint);
  const gaps: Gaps = { hasRoute: prepare !== null, unknown: [], refused: [], untold: [] };
  if (prepare === null) return gaps;
  const params = listParams(types, endpoint.params).filter(
    ({ path }) => !path.startsWith("expand"),
  );
  const { unknown, refused, untold } = gaps;
  for (const param of params) {
    if (unknown.some((outer) => param.path.startsWith(`${outer}[`))) continue;
    const answer = probe(prepare, params, param.formWith(param.sample));
    const isUnknown = answer?.code === "parameter_unknown" && answer.param === param.path;
    if (isUnknown) unknown.push(param.path);
    else if (isReached(param.path, answer)) refused.push(...findRefused(prepare, params, param));
    else untold.push(`${param.path} (${answer?.param})`);
  }
  const once = (names: string[]) => [...new Set(names)];
  return { ...gaps, unknown: once(unknown), refused: once(refused), untold: once(untold) };
}

/** Names are looked at before any value beside them: a complaint about a neighbour comes after. */
function isReached(path: string, answer: { param?: string } | null): boolean {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf("[")));
  return answer === null || (answer.param ?? "").startsWith(parent);
}

function findPrepare({ method, path }: SdkEndpoint): Prepare | null {
  try {
    const { endpoint } = findRoute(method, path.replaceAll(":id", "some_id"));
    // "/v1/products/search" also looks like the product named "search".
    return endpoint.path.replaceAll(/:\w+/g, ":id") === path ? endpoint.prepare : null;
  } catch (error) {
    if (error instanceof SandboxError) return null;
    throw error;
  }
}

function findRefused(prepare: Prepare, params: DocumentedParam[], param: DocumentedParam) {
  const refused = param.words
    .filter((word) => word !== "")
    .filter((word) => probe(prepare, params, param.formWith(word))?.param === param.path);
  return refused.length === 0 ? [] : [`${param.path}: ${refused.join(", ")}`];
}

/** What is said of a form; what is missing beside it is given a value and it is tried again. */
function probe(prepare: Prepare, params: DocumentedParam[], form: FormHash, tries = 5) {
  try {
    prepare(form);
    return null;
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    const { code, param = "" } = error.body;
    const needed = params.find(({ path }) => path === param);
    if (code !== "parameter_missing" || needed === undefined || tries === 0) return error.body;
    if (param.includes("[")) return error.body;
    return probe(prepare, params, { ...form, [param]: needed.sample }, tries - 1);
  }
}
