import { PorticoError } from "../errors";

/** How long a whole body may take to arrive. */
const patienceMs = 10_000;

/** The body as text. Throws as readBytes does. */
export async function readBody(request: Request, limit: number): Promise<string> {
  return (await readBytes(request, limit)).toString("utf8");
}

/**
 * The body as it was sent, counted while it arrives: reading stops at `limit` bytes with `request_too_large`,
 * whatever Content-Length said. `request_timeout` when it was not there after ten seconds, `parameter_invalid` when
 * whoever sent it hung up before its end.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) throw new PorticoError("request_too_large");
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of untilTorn(request.body)) {
    size += chunk.byteLength;
    if (size > limit) throw new PorticoError("request_too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Who hangs up or dawdles is no fault of ours: without this it would stand in the log as one. */
async function* untilTorn(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const late = AbortSignal.timeout(patienceMs);
  try {
    yield* body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal: late });
  } catch (cause) {
    if (late.aborted) throw new PorticoError("request_timeout", { cause });
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
