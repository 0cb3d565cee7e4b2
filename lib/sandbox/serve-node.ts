import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ConnectionReset } from "./faults";

type Handle = (request: Request) => Promise<Response>;

/** More is not kept: the handler refuses bodies long before. */
const maxBodyBytes = 2_000_000;

/** A node server over a web handler. When the handler throws, the connection is cut. */
export function createNodeServer(handle: Handle): Server {
  return createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error) => cut(error, incoming, outgoing));
  });
}

async function answer(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse) {
  const request = await readRequest(incoming);
  const response = request === null ? unreadable() : await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** Cuts the connection, if so asked in the middle of an answer. */
async function cut(error: unknown, incoming: IncomingMessage, outgoing: ServerResponse) {
  const partial = error instanceof ConnectionReset ? error.partial : null;
  if (partial === null) return void incoming.socket.destroy();
  const body = Buffer.from(await partial.arrayBuffer());
  const headers = { ...Object.fromEntries(partial.headers), "content-length": body.length };
  outgoing.writeHead(partial.status, headers);
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy());
}

/** Null: a method or address that no web request may have. */
async function readRequest(incoming: IncomingMessage): Promise<Request | null> {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const url = `http://sandbox${incoming.url ?? "/"}`;
  const body = await readBody(incoming);
  if (!URL.canParse(url) || /^(connect|trace|track)$/i.test(method)) return null;
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  return new Request(url, { method, headers, body });
}

function unreadable(): Response {
  const error = { type: "invalid_request_error", message: "Unrecognized request." };
  return Response.json({ error }, { status: 400 });
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of incoming) {
    if (size < maxBodyBytes) parts.push(part);
    size += part.length;
  }
  return new Uint8Array(Buffer.concat(parts));
}
