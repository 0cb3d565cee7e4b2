import { decodeForm, FormFault, type FormHash, type FormValue } from "@/lib/wire/decode-form";
import { invalid, SandboxError } from "./errors";

const maxBodyBytes = 1_000_000;
const maxJsonDepth = 20;

/** A request's parameters, from its address and its body. `body` is what fingerprints are made of. */
export async function readRequest(request: Request): Promise<{ form: FormHash; body: string }> {
  const { search, pathname } = new URL(request.url);
  const body = request.method === "GET" ? "" : await readBody(request);
  const query = readPairs(search.slice(1));
  if (pathname.startsWith("/v2/")) return { form: { ...decode(query), ...readJson(body) }, body };
  requireForm(request, body);
  return { form: decode([...query, ...readPairs(body)]), body };
}

/** The decoded path. What is not plain percent-encoded ASCII stays as it is, and matches no id. */
export function readPath(request: Request): string {
  const { pathname } = new URL(request.url);
  const isReadable = /^(?:[^%]|%(?!00)[0-7][\da-f])*$/i.test(pathname);
  return isReadable ? decodeURIComponent(pathname) : pathname;
}

function decode(pairs: [string, string][]): FormHash {
  try {
    return decodeForm(pairs);
  } catch (fault) {
    throw fault instanceof FormFault ? invalid(fault.message, fault.param) : fault;
  }
}

/** Name and value of each pair. Throws 400 for percent-encoding that is not UTF-8. */
function readPairs(text: string): [string, string][] {
  const pairs = [...new URLSearchParams(text)];
  const isBroken = pairs.some(([name, value]) => `${name}${value}`.includes("\uFFFD"));
  if (isBroken && !/\uFFFD|%EF%BF%BD/i.test(text)) {
    throw invalid("Invalid request: parameters must be encoded as UTF-8.");
  }
  return pairs;
}

async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > maxBodyBytes) throw tooLarge();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid("Invalid request: the body must be encoded as UTF-8.");
  }
}

function requireForm(request: Request, body: string): void {
  const type = (request.headers.get("content-type") ?? "").toLowerCase();
  const isForm = type === "" || type.startsWith("application/x-www-form-urlencoded");
  if (body !== "" && !isForm) {
    throw invalid(
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.",
    );
  }
}

/** Doors of /v2/ take JSON: read as the same text, lists and hashes that a form gives; null is ''. */
function readJson(body: string): FormHash {
  if (body === "") return {};
  try {
    const value = asForm(JSON.parse(body), 0);
    if (typeof value === "object" && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid("Invalid request: the body must be a JSON object.");
}

function asForm(value: unknown, depth: number): FormValue {
  if (depth > maxJsonDepth) throw invalid("Invalid request: JSON nested too deeply.");
  if (Array.isArray(value)) return value.map((item) => asForm(item, depth + 1));
  if (typeof value !== "object" || value === null) return String(value ?? "");
  const hash: FormHash = Object.create(null);
  for (const [name, item] of Object.entries(value)) hash[name] = asForm(item, depth + 1);
  return hash;
}

function tooLarge(): SandboxError {
  return new SandboxError(413, {
    type: "invalid_request_error",
    message: "Request body too large: at most 1 MB.",
  });
}
