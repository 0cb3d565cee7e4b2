import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

type Handle = (request: Request) => Promise<Response>;

/** More is not kept: the handler refuses bodies long before. */
const maxBodyBytes = 2_000_000;

/** A node server over a web handler. When the handler throws, the connection is cut. */
export function createNodeServer(handle: Handle): Server {
  return createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
}

async function answer(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse) {
  const response = await handle(await readRequest(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const url = `http://sandbox${incoming.url ?? "/"}`;
  const body = await readBody(incoming);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  return new Request(url, { method, headers, body });
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
