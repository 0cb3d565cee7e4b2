import { PorticoError } from "../errors";

/**
 * The body as text, counted while it arrives: reading stops at `limit` bytes with `request_too_large`,
 * whatever Content-Length said. `parameter_invalid` when whoever sent it hung up before its end.
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) throw new PorticoError("request_too_large");
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of untilHungUp(request.body)) {
    size += chunk.byteLength;
    if (size > limit) throw new PorticoError("request_too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Who hangs up is no fault of ours: without this it would stand in the log as one. */
async function* untilHungUp(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new PorticoError("parameter_invalid", { message: "The body is not complete.", cause });
  }
}

/** The body as JSON. Throws `parameter_invalid` when it is none; an empty one is an empty object. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const text = await readBody(request, limit);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PorticoError("parameter_invalid", { message: "The body is not valid JSON.", cause });
  }
}
