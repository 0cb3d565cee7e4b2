import { decodeForm, FormFault, type FormHash } from "@/lib/wire/decode-form";
import { invalid, SandboxError } from "./errors";

const maxBodyBytes = 1_000_000;

/** A request's parameters, from its address and its body. `body` is what fingerprints are made of. */
export async function readRequest(request: Request): Promise<{ form: FormHash; body: string }> {
  const query = new URL(request.url).searchParams;
  const body = request.method === "GET" ? "" : await readBody(request);
  return { form: decode([...query, ...new URLSearchParams(body)]), body };
}

function decode(pairs: [string, string][]): FormHash {
  try {
    return decodeForm(pairs);
  } catch (fault) {
    throw fault instanceof FormFault ? invalid(fault.message, fault.param) : fault;
  }
}

async function readBody(request: Request): Promise<string> {
  const type = request.headers.get("content-type") ?? "";
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  const body = await request.text();
  if (body.length > maxBodyBytes) throw tooLarge();
  if (body !== "" && type !== "" && !type.startsWith("application/x-www-form-urlencoded")) {
    throw invalid(
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.",
    );
  }
  return body;
}

function tooLarge(): SandboxError {
  return new SandboxError(413, {
    type: "invalid_request_error",
    message: "Request body too large: at most 1 MB.",
  });
}
